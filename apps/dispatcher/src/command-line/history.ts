import { findVerb, type Verb } from './verbs.ts';
import type { Locale } from '#ui';

const KEPT = 50;
const keyOf = (userId: string): string => `akut.lines.${userId}`;

/** Verbs after which free text follows: what a caller or a colleague said, which is never kept. */
const WITH_FREE_TEXT: ReadonlySet<Verb> = new Set(['new', 'remark', 'message', 'find']);
/** Verbs whose first words are names of units or incidents, and whose further words are a reason in free text. */
const NAMES_BEFORE_REASON: Readonly<Partial<Record<Verb, number>>> = {
  cancel: 1,
  callBack: 1,
  takeOver: 2,
  onDuty: 1,
  meal: 1,
  restocking: 1,
  offDuty: 1,
  outOfService: 1,
};

/** The part of a line that may be kept on this machine: the verb with call signs and numbers, without anything personal. */
export function withoutFreeText(line: string, locale: Locale): string {
  const words = line.trim().split(/\s+/);
  const verb = findVerb(words[0] ?? '', locale);
  if (!verb) return /^[\d\s]*$/.test(line) ? words.join(' ') : '';
  if (WITH_FREE_TEXT.has(verb)) return words[0] ?? '';
  const names = NAMES_BEFORE_REASON[verb];
  return (names === undefined ? words : words.slice(0, 1 + names)).join(' ');
}

/** Lines entered on this machine by one user, the last one first. */
export class LineHistory {
  private readonly lines: string[];
  private at = -1;

  constructor(
    private readonly userId: string,
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'>,
  ) {
    this.lines = readLines(storage.getItem(keyOf(userId)));
  }

  get isBrowsing(): boolean {
    return this.at >= 0;
  }

  add(line: string, locale: Locale): void {
    this.at = -1;
    const kept = withoutFreeText(line, locale);
    if (kept === '') return;
    const others = this.lines.filter((one) => one !== kept);
    this.lines.splice(0, this.lines.length, ...[kept, ...others].slice(0, KEPT));
    this.storage.setItem(keyOf(this.userId), JSON.stringify(this.lines));
  }

  /** The line before the shown one; undefined when there is none. */
  older(): string | undefined {
    if (this.at + 1 >= this.lines.length) return undefined;
    this.at += 1;
    return this.lines[this.at];
  }

  /** The line after the shown one; the empty line at the end. */
  newer(): string {
    this.at = Math.max(-1, this.at - 1);
    return this.at < 0 ? '' : (this.lines[this.at] ?? '');
  }

  /** Typing ends the looking back. */
  reset(): void {
    this.at = -1;
  }
}

function readLines(stored: string | null): string[] {
  try {
    const lines: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(lines) ? lines.filter((line) => typeof line === 'string').slice(0, KEPT) : [];
  } catch {
    return [];
  }
}
