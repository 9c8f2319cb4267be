import type { Reason } from '#contracts';

export type RefusalDetails = Readonly<Record<string, string | number | boolean | null>>;

export interface Refusal {
  readonly ok: false;
  readonly reason: Reason;
  readonly details?: RefusalDetails;
}

/** What a use case answers. A refusal is a value; exceptions are for a broken world. */
export type Outcome<Value> = { readonly ok: true; readonly value: Value } | Refusal;

export const accept = <Value>(value: Value): Outcome<Value> => ({ ok: true, value });
export const refuse = (reason: Reason, details?: RefusalDetails): Refusal => ({ ok: false, reason, details });
