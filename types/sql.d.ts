/** SQL files are bundled as text, one statement per file. */
declare module '*.sql' {
  const text: string;
  export default text;
}

/** The osm2pgsql style is bundled as text too. */
declare module '*.lua' {
  const text: string;
  export default text;
}
