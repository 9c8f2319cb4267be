export interface ByteRange {
  readonly first: number;
  /** One past the last byte. */
  readonly end: number;
}

/**
 * The one range that a `range` header asks of a file (RFC 9110, 14.2). `whole` where there is none that we serve: then
 * the answer is the whole file. `unsatisfiable` when it begins behind the end.
 */
export function readRange(header: string | undefined, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.replaceAll(/\s/g, '') ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return 'whole';
  if (match[1] === '') {
    const count = Math.min(size, Number(match[2]));
    return count === 0 ? 'unsatisfiable' : { first: size - count, end: size };
  }
  const first = Number(match[1]);
  const last = match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]));
  if (match[2] !== '' && Number(match[2]) < first) return 'whole';
  return first >= size ? 'unsatisfiable' : { first, end: last + 1 };
}
