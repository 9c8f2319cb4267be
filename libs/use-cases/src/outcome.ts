import type { Reason } from '#contracts';
import type { FieldFault } from '#domain';

export type RefusalDetails = Readonly<Record<string, string | number | boolean | null>>;

export interface Refusal {
  readonly ok: false;
  readonly reason: Reason;
  readonly details?: RefusalDetails;
  /** The fields of the input that a rule of the domain refuses. */
  readonly faults?: readonly FieldFault[];
}

/** What a use case answers. A refusal is a value; exceptions are for a broken world. */
export type Outcome<Value> = { readonly ok: true; readonly value: Value } | Refusal;

export const accept = <Value>(value: Value): Outcome<Value> => ({ ok: true, value });
export const refuse = (reason: Reason, details?: RefusalDetails): Refusal => ({ ok: false, reason, details });
export const refuseFields = (faults: readonly FieldFault[]): Refusal => ({
  ok: false,
  reason: 'invalidInput',
  faults,
});
