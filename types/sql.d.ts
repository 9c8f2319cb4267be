/** SQL files are bundled as text, one statement per file. */
declare module '*.sql' {
  const text: string;
  export default text;
}
