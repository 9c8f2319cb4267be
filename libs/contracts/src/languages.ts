export const LANGUAGES = ['en', 'bg', 'cs', 'sv'] as const;
export type Language = (typeof LANGUAGES)[number];
