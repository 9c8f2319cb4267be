/** What is kept of a record whose fields several people may edit at once. */
export interface EditedRecord<Values extends object> {
  readonly values: Values;
  readonly version: number;
  /** The version at which each field was last changed; absent: at the first one. */
  readonly fieldVersions: FieldVersions<Values>;
}
export type FieldVersions<Values extends object> = Readonly<Partial<Record<keyof Values, number>>>;

export interface FieldEdit<Values extends object> {
  readonly changes: Readonly<Partial<Values>>;
  /** The version that each edit began on; absent: whoever edits has seen the present value. */
  readonly baseVersions: FieldVersions<Values>;
}

export type MergedEdit<Values extends object> =
  | {
      readonly kind: 'merged';
      readonly record: EditedRecord<Values>;
      /** Those that have another value than before; none: nothing has to be kept. */
      readonly changed: readonly (keyof Values)[];
    }
  /** Fields that somebody else changed since the edit began, to something else. Nothing of the edit is taken. */
  | { readonly kind: 'conflict'; readonly fields: readonly (keyof Values)[] };

/** Puts two versions of a text together that both come from `base`; undefined when that would lose something. */
export type MergeText = (base: string, mine: string, present: string) => string | undefined;

export interface EditRules<Values extends object> {
  isSame(field: keyof Values, one: Values[keyof Values], other: Values[keyof Values]): boolean;
  /** The value of a text field at a version, for fields that may be put together; undefined for all others. */
  findBaseText?(field: keyof Values, version: number): string | undefined;
}

/**
 * Takes a change of some fields of a record that others may have changed since the change was begun: what concerns other
 * fields stands beside theirs, what concerns the same field is a conflict, unless both came to the same value or only added
 * to a text. So no edit that was accepted goes away without the next editor having seen it.
 */
export function mergeEdit<Values extends object>(
  record: EditedRecord<Values>,
  { changes, baseVersions }: FieldEdit<Values>,
  rules: EditRules<Values>,
): MergedEdit<Values> {
  const values: Partial<Values> = {};
  const conflicts: (keyof Values)[] = [];
  for (const field of Object.keys(changes) as (keyof Values)[]) {
    const mine = changes[field];
    const present = record.values[field];
    if (mine === undefined || rules.isSame(field, mine, present)) continue;
    const base = baseVersions[field];
    if (base === undefined || (record.fieldVersions[field] ?? 1) <= base) {
      values[field] = mine;
      continue;
    }
    const merged = mergeTexts(rules.findBaseText?.(field, base), mine, present);
    if (merged === undefined) conflicts.push(field);
    else if (merged !== present) values[field] = merged as Values[keyof Values];
  }
  if (conflicts.length > 0) return { kind: 'conflict', fields: conflicts };
  const changed = Object.keys(values) as (keyof Values)[];
  if (changed.length === 0) return { kind: 'merged', record, changed };
  const version = record.version + 1;
  const fieldVersions = { ...record.fieldVersions, ...byField(changed, version) };
  return {
    kind: 'merged',
    record: { values: { ...record.values, ...values }, version, fieldVersions },
    changed,
  };
}

const byField = <Field extends PropertyKey>(
  fields: readonly Field[],
  version: number,
): Partial<Record<Field, number>> =>
  Object.fromEntries(fields.map((field) => [field, version])) as Partial<Record<Field, number>>;

function mergeTexts(base: string | undefined, mine: unknown, present: unknown): string | undefined {
  if (base === undefined || typeof mine !== 'string' || typeof present !== 'string') return undefined;
  return mergeAddedText(base, mine, present);
}

/** The longest text that notes and callers' words may have. */
const LONGEST_TEXT = 10_000;

/**
 * Two versions of one text, when at least one of them only adds at its end: the additions follow each other on lines of
 * their own. Undefined when both changed what was there, or when both together are too long.
 */
export function mergeAddedText(base: string, mine: string, present: string): string | undefined {
  const merged = mine.startsWith(base)
    ? joinLines(present, mine.slice(base.length))
    : present.startsWith(base)
      ? joinLines(mine, present.slice(base.length))
      : undefined;
  return merged !== undefined && merged.length <= LONGEST_TEXT ? merged : undefined;
}

function joinLines(text: string, added: string): string {
  if (added === '') return text;
  const needsBreak = text !== '' && !text.endsWith('\n') && !added.startsWith('\n');
  return needsBreak ? `${text}\n${added}` : text + added;
}
