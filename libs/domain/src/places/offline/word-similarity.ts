/**
 * The `word_similarity` of PostgreSQL's pg_trgm (contrib/pg_trgm/trgm_op.c, PostgreSQL 17): how alike a text is to the
 * part of another that is most alike, by groups of three letters. The offline search finds misspelt words by it as the
 * server does.
 */
const WORD = /[\p{L}\p{N}]+/gu;

/** The trigrams of each word with two spaces before and one behind it, in order, repeats included. */
export function trigramsOf(text: string): string[] {
  const found: string[] = [];
  for (const [word] of text.matchAll(WORD)) {
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) found.push(padded.slice(at, at + 3));
  }
  return found;
}

interface Extent {
  lower: number;
  /** Different trigrams in the extent, and how many of them are wanted ones. */
  different: number;
  wanted: number;
}

const likenessOf = ({ wanted, different }: Extent, sought: number): number =>
  wanted / (sought + different - wanted);

/** 0 to 1; `sought` are the different trigrams of the text looked for, `inOrder` those of the text looked in. */
export function wordSimilarity(sought: ReadonlySet<string>, inOrder: readonly string[]): number {
  const lastAt = new Map<string, number>();
  const extent: Extent = { lower: -1, different: 0, wanted: 0 };
  let best = 0;
  inOrder.forEach((trigram, at) => {
    const isWanted = sought.has(trigram);
    if (extent.lower >= 0 || isWanted) {
      if (!lastAt.has(trigram)) {
        extent.different += 1;
        if (isWanted) extent.wanted += 1;
      }
      lastAt.set(trigram, at);
    }
    if (!isWanted) return;
    if (extent.lower < 0) {
      extent.lower = at;
      extent.different = 1;
    }
    best = Math.max(best, shorten(extent, at, { sought, inOrder, lastAt }));
  });
  return best;
}

interface Around {
  readonly sought: ReadonlySet<string>;
  readonly inOrder: readonly string[];
  readonly lastAt: Map<string, number>;
}

/** Lets the extent begin where it is most alike; answers how much. */
function shorten(extent: Extent, upper: number, { sought, inOrder, lastAt }: Around): number {
  let best = likenessOf(extent, sought.size);
  const tried = { ...extent };
  const begun = extent.lower;
  for (let lower = begun; lower <= upper; lower += 1) {
    const likeness = likenessOf(tried, sought.size);
    if (likeness > best) {
      best = likeness;
      Object.assign(extent, { lower, different: tried.different, wanted: tried.wanted });
    }
    const trigram = inOrder[lower]!;
    if (lastAt.get(trigram) !== lower) continue;
    tried.different -= 1;
    if (sought.has(trigram)) tried.wanted -= 1;
  }
  for (let at = begun; at < extent.lower; at += 1) {
    const trigram = inOrder[at]!;
    if (lastAt.get(trigram) === at) lastAt.delete(trigram);
  }
  return best;
}
