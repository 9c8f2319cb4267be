import type { Priority } from '../../incident/incident.ts';
import { type JointProblem, type UnitOption, type JointIncident, urgencyOf } from './joint-problem.ts';
import {
  type JointPlan,
  NOBODY_SECONDS,
  type ProposalReason,
  weightOf,
  wholeMinutes,
} from './plan-jointly.ts';

export type ProposalKind = 'sendJointly' | 'exchange' | 'diversion' | 'fillPlan';

export interface DraftSend {
  readonly incidentId: string;
  readonly unitId: string;
  readonly isNow: boolean;
  readonly freeInSeconds: number;
  readonly arrivalSeconds: number;
  /** Without the proposal. */
  readonly otherwise: { readonly unitId: string; readonly arrivalSeconds: number } | null;
  readonly because: ProposalReason;
}

export interface DraftRelease {
  readonly assignmentId: string;
  readonly incidentId: string;
  readonly unitId: string;
  readonly endsAs: 'cancelled' | 'diverted';
}

/** A proposal as the present situation gives it. */
export interface ProposalDraft {
  readonly kind: ProposalKind;
  /** What it is about: one proposal at a time is open for it, and dismissing silences it. */
  readonly subject: string;
  readonly sends: readonly DraftSend[];
  readonly releases: readonly DraftRelease[];
  readonly savedWeightedSeconds: number;
  readonly because: ProposalReason;
}

/** A unit on its way to an incident, and the free units that might be there sooner. */
export interface DrivingUnit {
  readonly assignmentId: string;
  readonly incidentId: string;
  readonly incidentNumber: number;
  readonly priority: Priority;
  readonly unitId: string;
  readonly callSign: string;
  /** Seconds still to drive. */
  readonly outSeconds: number;
  /** Free units able to do all that it was sent for. */
  readonly rivals: readonly {
    readonly unitId: string;
    readonly callSign: string;
    readonly arrivalSeconds: number;
  }[];
}

/**
 * An arrival must be so much sooner before crews are told to change: a change costs radio time, attention and a crew's
 * trust, which less urgent incidents don't repay. Once proposed, half of it keeps a proposal standing.
 */
export const LEAST_SAVED_SECONDS: Readonly<Record<Priority, number>> = { 1: 60, 2: 120, 3: 300, 4: 600 };
const KEEP_SHARE = 0.5;
/** A unit nearer than this is left alone: it has nearly arrived. */
export const NEARLY_THERE_SECONDS = 120;
/** In weighted seconds: half a minute of a priority 1 patient. */
export const LEAST_SAVED_WEIGHTED_SECONDS = 255;
/** More proposals of one kind than these nobody reads. */
export const MOST_PROPOSALS_OF_KIND = 5;
/** Diversions interrupt somebody's help; only these priorities ask for it. */
const DIVERTING_PRIORITIES: readonly Priority[] = [1, 2];

/** What is open now, so that a proposal on a screen stands still while the situation wavers. */
export interface Standing {
  readonly kind: ProposalKind;
  readonly subject: string;
  readonly unitIds: readonly string[];
  /** For which incidents a free unit is promised; records of before there were promises lack it. */
  readonly promises?: readonly {
    readonly unitId: string;
    readonly incidentId: string;
    readonly urgency: Priority;
  }[];
}

/** True when an open proposal promises the unit to a more urgent incident than this one. */
const isPromised = (
  standing: readonly Standing[],
  unitId: string,
  { incidentId, urgency }: { readonly incidentId: string; readonly urgency: Priority },
): boolean =>
  standing.some(({ promises = [] }) =>
    promises.some((one) => one.unitId === unitId && one.incidentId !== incidentId && one.urgency < urgency),
  );

/**
 * A free unit that an exchange promises stays with that, as far as less urgent incidents go. All other proposals follow from
 * the joint decision itself, which may always find a better one.
 */
export function withoutPromised(problem: JointProblem, standing: readonly Standing[]): JointProblem {
  const exchanges = standing.filter(({ kind }) => kind === 'exchange');
  if (exchanges.length === 0) return problem;
  const waiting = problem.waiting.map((incident) => ({
    ...incident,
    options: incident.options.filter(
      ({ unitId }) =>
        !isPromised(exchanges, unitId, { incidentId: incident.incidentId, urgency: urgencyOf(incident) }),
    ),
  }));
  return { ...problem, waiting };
}

/** All that is worth proposing in the present situation, each unit in one proposal at most. */
export function draftProposals(
  problem: JointProblem,
  plan: JointPlan,
  driving: readonly DrivingUnit[],
  standing: readonly Standing[],
): ProposalDraft[] {
  const together = draftJointSend(plan, standing);
  const used = new Set(
    plan.incidents.flatMap(({ option, isNow }) => (option && isNow ? [option.unitId] : [])),
  );
  const diversions = draftDiversions(problem, plan, standing);
  const gone = new Set(
    diversions.flatMap(({ releases }) => releases.map(({ assignmentId }) => assignmentId)),
  );
  const sentTogether = together?.sends.map(({ incidentId }) => incidentId) ?? [];
  const rest = draftRestOfPlans(problem, plan, sentTogether, standing);
  for (const { sends } of rest) used.add(sends[0]!.unitId);
  const exchanges = draftExchanges(
    driving.filter(({ assignmentId }) => !gone.has(assignmentId)),
    used,
    standing,
  );
  return [...(together ? [together] : []), ...diversions, ...rest, ...exchanges];
}

/** Units of one plan are sent one after another: the desk is left so long to send the next by itself. */
export const REST_OF_PLAN_AFTER_SECONDS = 20;

/** A free unit for an incident that has some but not all units of its plan. */
function draftRestOfPlans(
  { nowSeconds, units }: JointProblem,
  { incidents }: JointPlan,
  sentTogether: readonly string[],
  standing: readonly Standing[],
): ProposalDraft[] {
  const callSigns = new Map(units.map(({ unitId, callSign }) => [unitId, callSign]));
  const taken = new Set(incidents.flatMap(({ option }) => option?.unitId ?? []));
  const drafts = incidents.flatMap(({ incident, option, isNow, because }): ProposalDraft[] => {
    const { incidentId, number, servedSinceSeconds = Infinity } = incident;
    const isSettled = nowSeconds - servedSinceSeconds >= REST_OF_PLAN_AFTER_SECONDS;
    if (!option || !isNow || !isSettled || sentTogether.includes(incidentId)) return [];
    const able = incident.options.filter(
      (one) =>
        one === option ||
        (isStanding(standing, 'fillPlan', incidentId, one.unitId) &&
          one.freeInSeconds === 0 &&
          one.diversion === null &&
          one.slots.includes(incident.firstSlot.slot) &&
          !taken.has(one.unitId)),
    );
    const best = preferStanding(able, 'fillPlan', incidentId, urgencyOf(incident), standing)!;
    const { unitId, arrivalSeconds } = best;
    taken.add(unitId);
    const values = {
      callSign: callSigns.get(unitId) ?? '',
      incidentNumber: number,
      arrivalMinutes: wholeMinutes(arrivalSeconds),
    };
    return [
      {
        kind: 'fillPlan',
        subject: incidentId,
        sends: [{ incidentId, unitId, isNow, freeInSeconds: 0, arrivalSeconds, otherwise: null, because }],
        releases: [],
        savedWeightedSeconds: Math.round(weightOf(incident) * Math.max(0, NOBODY_SECONDS - arrivalSeconds)),
        because: { key: 'fillPlan', values },
      },
    ];
  });
  return drafts.slice(0, MOST_PROPOSALS_OF_KIND);
}

const isStanding = (
  standing: readonly Standing[],
  kind: ProposalKind,
  subject: string,
  unitId?: string,
): boolean =>
  standing.some(
    (one) =>
      one.kind === kind && one.subject === subject && (unitId === undefined || one.unitIds.includes(unitId)),
  );

function draftJointSend({ incidents, savedWeightedSeconds }: JointPlan, standing: readonly Standing[]) {
  const subject = incidents
    .map(({ incident }) => incident.incidentId)
    .sort()
    .join();
  const share = isStanding(standing, 'sendJointly', subject) ? KEEP_SHARE : 1;
  const isWorthIt = savedWeightedSeconds >= share * LEAST_SAVED_WEIGHTED_SECONDS;
  if (incidents.length < 2 || !isWorthIt || !incidents.some(({ isNow }) => isNow)) return undefined;
  const sends = incidents.flatMap(({ incident, option, isNow, firstCome, because }): DraftSend[] =>
    option
      ? [
          {
            incidentId: incident.incidentId,
            unitId: option.unitId,
            isNow,
            freeInSeconds: option.freeInSeconds,
            arrivalSeconds: option.arrivalSeconds,
            otherwise: firstCome
              ? { unitId: firstCome.unitId, arrivalSeconds: firstCome.arrivalSeconds }
              : null,
            because,
          },
        ]
      : [],
  );
  const values = { incidents: incidents.length, savedMinutes: wholeMinutes(savedWeightedSeconds) };
  const because = { key: 'sendJointly', values };
  return { kind: 'sendJointly' as const, subject, sends, releases: [], savedWeightedSeconds, because };
}

function draftDiversions(
  { units }: JointProblem,
  { incidents }: JointPlan,
  standing: readonly Standing[],
): ProposalDraft[] {
  const callSigns = new Map(units.map(({ unitId, callSign }) => [unitId, callSign]));
  const taken = new Set<string>();
  const drafts: ProposalDraft[] = [];
  for (const { incident, option } of incidents) {
    if (!DIVERTING_PRIORITIES.includes(urgencyOf(incident))) continue;
    const best = bestDiversion(incident, taken, standing);
    if (!best) continue;
    const subject = incident.incidentId;
    const share = isStanding(standing, 'diversion', subject, best.unitId) ? KEEP_SHARE : 1;
    const savedSeconds = (option?.arrivalSeconds ?? NOBODY_SECONDS) - best.arrivalSeconds;
    if (savedSeconds < share * LEAST_SAVED_SECONDS[urgencyOf(incident)]) continue;
    taken.add(best.unitId);
    drafts.push(draftDiversion(incident, best, option, callSigns));
  }
  return drafts.slice(0, MOST_PROPOSALS_OF_KIND);
}

/** The first to arrive of those able to fill what the incident waits for most; the one proposed before while it is as good. */
function bestDiversion(
  incident: JointIncident,
  taken: ReadonlySet<string>,
  standing: readonly Standing[],
): UnitOption | undefined {
  const able = incident.options.filter(
    ({ unitId, diversion, slots }) =>
      diversion !== null && !taken.has(unitId) && slots.includes(incident.firstSlot.slot),
  );
  return preferStanding(able, 'diversion', incident.incidentId, urgencyOf(incident), standing);
}

/** Another unit takes a proposed one's place only when it is there sooner by half of what a proposal must save. */
function preferStanding<One extends { readonly unitId: string; readonly arrivalSeconds: number }>(
  able: readonly One[],
  kind: ProposalKind,
  subject: string,
  priority: Priority,
  standing: readonly Standing[],
): One | undefined {
  const bonus = KEEP_SHARE * LEAST_SAVED_SECONDS[priority];
  const rated = able.map((one) => ({
    one,
    seconds: one.arrivalSeconds - (isStanding(standing, kind, subject, one.unitId) ? bonus : 0),
  }));
  rated.sort((a, b) => a.seconds - b.seconds || (a.one.unitId < b.one.unitId ? -1 : 1));
  return rated[0]?.one;
}

function draftDiversion(
  incident: JointIncident,
  best: UnitOption,
  option: UnitOption | undefined,
  callSigns: ReadonlyMap<string, string>,
): ProposalDraft {
  const run = best.diversion!;
  const savedSeconds = (option?.arrivalSeconds ?? NOBODY_SECONDS) - best.arrivalSeconds;
  const values = {
    callSign: callSigns.get(best.unitId) ?? '',
    otherIncidentNumber: run.incidentNumber,
    otherPriority: run.priority,
    incidentNumber: incident.number,
    priority: incident.priority,
  };
  const because = option
    ? {
        key: 'diversion',
        values: {
          ...values,
          savedMinutes: wholeMinutes(savedSeconds),
          otherCallSign: callSigns.get(option.unitId) ?? '',
        },
      }
    : {
        key: 'diversionNobodyFree',
        values: { ...values, arrivalMinutes: wholeMinutes(best.arrivalSeconds) },
      };
  return {
    kind: 'diversion',
    subject: incident.incidentId,
    sends: [
      {
        incidentId: incident.incidentId,
        unitId: best.unitId,
        isNow: true,
        freeInSeconds: 0,
        arrivalSeconds: best.arrivalSeconds,
        otherwise: option ? { unitId: option.unitId, arrivalSeconds: option.arrivalSeconds } : null,
        because: { key: 'diverted', values },
      },
    ],
    releases: [
      {
        assignmentId: run.assignmentId,
        incidentId: run.incidentId,
        unitId: best.unitId,
        endsAs: 'diverted',
      },
    ],
    savedWeightedSeconds: Math.round(weightOf(incident) * savedSeconds),
    because,
  };
}

function draftExchanges(
  driving: readonly DrivingUnit[],
  used: ReadonlySet<string>,
  standing: readonly Standing[],
): ProposalDraft[] {
  const candidates = driving
    .flatMap((run) => {
      if (run.outSeconds < NEARLY_THERE_SECONDS) return [];
      const own = { incidentId: run.incidentId, urgency: urgencyOf({ ...run, servedSinceSeconds: 0 }) };
      const able = run.rivals.filter(({ unitId }) => !used.has(unitId) && !isPromised(standing, unitId, own));
      const rival = preferStanding(able, 'exchange', run.assignmentId, run.priority, standing);
      if (!rival) return [];
      const share = isStanding(standing, 'exchange', run.assignmentId, rival.unitId) ? KEEP_SHARE : 1;
      const savedSeconds = run.outSeconds - rival.arrivalSeconds;
      if (savedSeconds < share * LEAST_SAVED_SECONDS[run.priority]) return [];
      return [{ run, rival, saved: Math.round(weightOf(run) * savedSeconds), savedSeconds }];
    })
    .sort((a, b) => b.saved - a.saved || (a.run.assignmentId < b.run.assignmentId ? -1 : 1));
  const taken = new Set<string>();
  const drafts: ProposalDraft[] = [];
  for (const { run, rival, saved, savedSeconds } of candidates) {
    if (taken.has(rival.unitId) || drafts.length >= MOST_PROPOSALS_OF_KIND) continue;
    taken.add(rival.unitId);
    drafts.push(draftExchange(run, rival, saved, savedSeconds));
  }
  return drafts;
}

function draftExchange(
  run: DrivingUnit,
  rival: DrivingUnit['rivals'][number],
  savedWeightedSeconds: number,
  savedSeconds: number,
): ProposalDraft {
  const values = { callSign: rival.callSign, otherCallSign: run.callSign };
  const { incidentId, unitId, outSeconds, assignmentId } = run;
  return {
    kind: 'exchange',
    subject: assignmentId,
    sends: [
      {
        incidentId,
        unitId: rival.unitId,
        isNow: true,
        freeInSeconds: 0,
        arrivalSeconds: rival.arrivalSeconds,
        otherwise: { unitId, arrivalSeconds: outSeconds },
        because: { key: 'exchanged', values },
      },
    ],
    releases: [{ assignmentId, incidentId, unitId, endsAs: 'cancelled' }],
    savedWeightedSeconds,
    because: {
      key: 'exchange',
      values: {
        ...values,
        incidentNumber: run.incidentNumber,
        savedMinutes: wholeMinutes(savedSeconds),
        outMinutes: wholeMinutes(outSeconds),
      },
    },
  };
}
