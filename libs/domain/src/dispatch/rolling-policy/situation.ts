/** A place as an index into the caller's table of places: the policy never needs its coordinates. */
export type PlaceIndex = number;

/** A unit as the policy sees it; instants in seconds on the clock of `Situation.nowSeconds`. */
export interface PolicyUnit {
  readonly unitId: string;
  /** Row of `ServiceRules.mismatchSeconds`. */
  readonly kind: number;
  /** At or before now: it may be sent at once. Later: the projected end of its job. */
  readonly freeAtSeconds: number;
  /** Where it is now if it may be sent, else where its job ends. */
  readonly place: PlaceIndex;
  /** The base where it stands or to which it drives; of no meaning while it has a job. */
  readonly base: PlaceIndex;
}

export interface PolicyCall {
  readonly callId: string;
  readonly raisedAtSeconds: number;
  /** Column of `ServiceRules.mismatchSeconds`, index of `ServiceRules.weightOfUrgency`. */
  readonly urgency: number;
  readonly place: PlaceIndex;
}

/** What a second of waiting and a crew of the wrong kind cost, both in seconds of waiting of a call of weight 1. */
export interface ServiceRules {
  readonly weightOfUrgency: readonly number[];
  /** mismatchSeconds[kind][urgency]; `Infinity`: this kind may not serve this urgency. */
  readonly mismatchSeconds: readonly (readonly number[])[];
}

/** All that may be known at this instant; nothing in it comes from later. */
export interface Situation {
  readonly nowSeconds: number;
  readonly units: readonly PolicyUnit[];
  /** Units in service, when `units` leaves out some that are far or busy; else all of `units`. */
  readonly fleet?: number;
  readonly waiting: readonly PolicyCall[];
  /** Every call that has come in since `watchStartedAtSeconds`, the waiting ones among them. */
  readonly seen: readonly PolicyCall[];
  readonly watchStartedAtSeconds: number;
  /** Usual time of a whole job, from the send until the unit is free again. */
  readonly jobSeconds: number;
  readonly bases: readonly PlaceIndex[];
  readonly hospitals: readonly PlaceIndex[];
  readonly rules: ServiceRules;
  /** From any place of a unit, base or hospital to any place of a call, base or hospital; `Infinity`: no way. */
  readonly travelSeconds: (from: PlaceIndex, to: PlaceIndex) => number;
}

export interface Send {
  readonly callId: string;
  readonly unitId: string;
}

export interface PlannedSend extends Send {
  /** False: the unit still has a job, and the call waits for it. */
  readonly isNow: boolean;
}
