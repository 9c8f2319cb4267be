/** What is wrong with one field of typed-in data: where, which rule, and the values a translated text needs. */
export interface FieldFault {
  /** Path of the field, e.g. `entries[2].slots[0].capabilities[1]`; empty for the whole. */
  readonly path: string;
  readonly fault: FieldFaultKind;
  readonly details?: Readonly<Record<string, string | number>>;
}

export const FIELD_FAULTS = [
  'empty',
  'unknownValue',
  'duplicate',
  'notPositive',
  'tooLarge',
  'notWhole',
  'notShare',
  'notAllowed',
  'missing',
  'withoutEntry',
  'ownRegion',
  'unknownRegion',
  'otherMap',
  'trainingMixed',
  'unknownQuestion',
  'unreachable',
  'endless',
  'pathTooLong',
  'unknownText',
  'withoutText',
] as const;
export type FieldFaultKind = (typeof FIELD_FAULTS)[number];

/** A checked value, or everything that is wrong with it; nothing is half accepted. */
export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: 'invalid'; readonly faults: readonly FieldFault[] };

export const checkedOf = <Value>(value: Value, faults: readonly FieldFault[]): Checked<Value> =>
  faults.length === 0 ? { ok: true, value } : { ok: false, reason: 'invalid', faults };

/** A positive limit of at most `largest`; NaN and infinity are refused too. */
export function checkLimit(path: string, limit: number, largest: number): FieldFault[] {
  if (!(limit > 0)) return [{ path, fault: 'notPositive', details: { value: String(limit) } }];
  return limit <= largest ? [] : [{ path, fault: 'tooLarge', details: { value: String(limit), largest } }];
}

/** Every value must be one of the known ones and appear once. */
export function checkList<Known>(
  path: string,
  values: readonly Known[],
  known: readonly Known[],
): FieldFault[] {
  return values.flatMap((value, index): FieldFault[] => {
    const at = `${path}[${index}]`;
    if (!known.includes(value))
      return [{ path: at, fault: 'unknownValue', details: { value: String(value) } }];
    return values.indexOf(value) < index
      ? [{ path: at, fault: 'duplicate', details: { value: String(value) } }]
      : [];
  });
}

/** As `checkList`, and at least one. */
export function checkSome<Known>(
  path: string,
  values: readonly Known[],
  known: readonly Known[],
): FieldFault[] {
  return values.length === 0 ? [{ path, fault: 'empty' }] : checkList(path, values, known);
}

/** The faults as fields of something larger. */
export const faultsUnder = (path: string, faults: readonly FieldFault[]): FieldFault[] =>
  faults.map((one) => ({ ...one, path: path + (/^(\[|$)/.test(one.path) ? '' : '.') + one.path }));
