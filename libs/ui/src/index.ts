/** Shared web parts without the map, which screens load when they need it (`#ui/map/...`). */
export * from './i18n/icu.ts';
export * from './i18n/locale.ts';
export * from './i18n/speech.ts';
export * from './i18n/present-speech.ts';
export * from './i18n/words.ts';
export * from './i18n/recommendation-text.ts';
export * from './format/duration.ts';
export * from './format/clock.ts';
export * from './format/distance.ts';
export * from './status/status-style.ts';
export * from './status/status-mark.tsx';
export * from './status/priority-mark.tsx';
export * from './theme.ts';
