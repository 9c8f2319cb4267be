/** What a rule answers: the next state with what happened, or a refusal with its reason. Refusals are values. */
export type Decision<Next, Reason extends string, Event = never> =
  | { readonly ok: true; readonly next: Next; readonly events: readonly Event[] }
  | {
      readonly ok: false;
      readonly reason: Reason;
      readonly details?: Readonly<Record<string, string | number>>;
    };
