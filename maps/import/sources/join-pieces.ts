/** A line as the keys of its points. */
export type Line = readonly number[];

/**
 * Joins pieces of one directed line where one ends and another begins (tiles cut lines at their edges).
 * Pieces that meet nowhere stay lines of their own.
 */
export function joinPieces(pieces: readonly Line[]): number[][] {
  const waiting = new Set(pieces.filter((piece) => piece.length > 1));
  const byStart = new Map<number, Line>();
  for (const piece of waiting) byStart.set(piece[0]!, piece);
  const ends = new Set([...waiting].map((piece) => piece.at(-1)!));
  const joined: number[][] = [];
  const follow = (start: Line): void => {
    const line: number[] = [...start];
    waiting.delete(start);
    for (;;) {
      const next = byStart.get(line.at(-1)!);
      if (!next || !waiting.has(next)) break;
      waiting.delete(next);
      line.push(...next.slice(1));
    }
    joined.push(line);
  };
  for (const piece of [...waiting]) if (!ends.has(piece[0]!)) follow(piece);
  // What is left are rings: any piece may be the first.
  for (const piece of pieces) if (waiting.has(piece)) follow(piece);
  return joined;
}
