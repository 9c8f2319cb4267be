/** A stretch of time, milliseconds of the epoch, `[startAt, endAt)`. */
export interface TimeSpan {
  readonly startAt: number;
  readonly endAt: number;
}

/** One unit's duty periods and assignments; assignments outside duty and overlapping ones count once or not at all. */
export interface UnitWork {
  readonly duty: readonly TimeSpan[];
  readonly assignments: readonly TimeSpan[];
}

export interface BusyFraction {
  readonly busyFraction: number;
  readonly assignmentHours: number;
  readonly unitHours: number;
  /** How many assignments fell into the window. */
  readonly assignments: number;
}

/** A fleet that is busy all the time covers nothing; the formula needs q below 1. */
export const LARGEST_BUSY_FRACTION = 0.95;

const HOUR = 3_600_000;

/**
 * q of MEXCLP from data: hours units were assigned, divided by hours they were on duty, within `window` (Daskin 1983: total
 * service time over total unit time). Take whole weeks, and the hours of day the plan is for: q by night is not q by day.
 * At most 0.95. Undefined when nobody was on duty: the caller says so and uses the region's configured value.
 */
export function measureBusyFraction(units: readonly UnitWork[], window: TimeSpan): BusyFraction | undefined {
  let unitTime = 0;
  let assignmentTime = 0;
  let assignmentCount = 0;
  for (const { duty, assignments } of units) {
    const onDuty = joinSpans(duty.map((span) => clip(span, window)));
    unitTime += lengthOf(onDuty);
    assignmentCount += assignments.filter((one) => lengthOf([clip(one, window)]) > 0).length;
    assignmentTime += onDuty.reduce(
      (sum, span) => sum + lengthOf(joinSpans(assignments.map((one) => clip(one, span)))),
      0,
    );
  }
  if (!(unitTime > 0)) return undefined;
  return {
    busyFraction: Math.min(LARGEST_BUSY_FRACTION, assignmentTime / unitTime),
    assignmentHours: assignmentTime / HOUR,
    unitHours: unitTime / HOUR,
    assignments: assignmentCount,
  };
}

const clip = (span: TimeSpan, window: TimeSpan): TimeSpan => ({
  startAt: Math.max(span.startAt, window.startAt),
  endAt: Math.min(span.endAt, window.endAt),
});

const lengthOf = (spans: readonly TimeSpan[]): number =>
  spans.reduce((sum, span) => sum + span.endAt - span.startAt, 0);

/** The same time without overlaps; empty and backward spans vanish. */
function joinSpans(spans: readonly TimeSpan[]): TimeSpan[] {
  const joined: TimeSpan[] = [];
  for (const span of spans
    .filter(({ startAt, endAt }) => endAt > startAt)
    .sort((a, b) => a.startAt - b.startAt)) {
    const last = joined.at(-1);
    if (last && span.startAt <= last.endAt)
      joined[joined.length - 1] = { startAt: last.startAt, endAt: Math.max(last.endAt, span.endAt) };
    else joined.push(span);
  }
  return joined;
}

/**
 * Where nothing was measured and the region gives no figure: cities plan their ambulances to be busy a quarter to a half of
 * the shift (unit hour utilisation 0.25 to 0.5); a middle value keeps the loss of a unit from being under- or overrated.
 */
export const DEFAULT_BUSY_FRACTION = 0.35;
/** Weeks that the measurement looks back on. */
export const BUSY_WEEKS = 4;
/** Less duty than this (one unit round the clock for a week and a half) or fewer assignments say little. */
export const ENOUGH_UNIT_HOURS = 250;
export const ENOUGH_ASSIGNMENTS = 100;

export interface ChosenBusyFraction {
  readonly busyFraction: number;
  readonly from: 'measured' | 'regionSettings' | 'default';
}

/** The measured q when it stands on enough, else the region's own figure, else the default. */
export function chooseBusyFraction(
  measured:
    { readonly busyFraction: number; readonly unitHours: number; readonly assignments: number } | undefined,
  configured: number | undefined,
): ChosenBusyFraction {
  if (measured && measured.unitHours >= ENOUGH_UNIT_HOURS && measured.assignments >= ENOUGH_ASSIGNMENTS)
    return { busyFraction: measured.busyFraction, from: 'measured' };
  if (configured !== undefined && configured >= 0 && configured <= LARGEST_BUSY_FRACTION)
    return { busyFraction: configured, from: 'regionSettings' };
  return { busyFraction: DEFAULT_BUSY_FRACTION, from: 'default' };
}
