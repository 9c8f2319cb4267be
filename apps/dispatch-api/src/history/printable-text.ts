/** Marks that turn the direction of what follows, or that cannot be seen at all. */
const HIDDEN =
  // eslint-disable-next-line no-control-regex -- the pattern is about control characters
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;

/** Longer words than this are broken anywhere: a line holds some ninety letters. */
const LONGEST_WORD = 40;
const ZERO_WIDTH_SPACE = '\u200b';

const codeOf = (character: string): string =>
  `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;

/**
 * Text from people as it can stand on paper: what cannot be seen or would turn the line round is written as its code, and so
 * is what the font has no letter for. Nothing is left out.
 */
export function printable(text: string, hasLetter: (codePoint: number) => boolean): string {
  const visible = text.replace(/\r\n?/g, '\n').replace(/\t/g, '    ').replace(HIDDEN, codeOf);
  const known = [...visible]
    .map((character) =>
      character === '\n' || hasLetter(character.codePointAt(0)!) ? character : codeOf(character),
    )
    .join('');
  return known.replace(/\S+/gu, (word) => {
    const letters = [...word];
    if (letters.length <= LONGEST_WORD) return word;
    const parts: string[] = [];
    for (let at = 0; at < letters.length; at += LONGEST_WORD)
      parts.push(letters.slice(at, at + LONGEST_WORD).join(''));
    return parts.join(ZERO_WIDTH_SPACE);
  });
}
