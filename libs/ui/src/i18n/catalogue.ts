/** Texts of one language by key. */
export type Catalogue<Key extends string> = Readonly<Record<Key, string>>;
