import type { JointProposal, JournalKind, ProposedRelease, ProposedSend } from '#contracts';
import {
  draftProposals,
  type DrivingUnit,
  type JointPlan,
  type JointProblem,
  levelProposals,
  finish,
  planJointlyInSteps,
  type Priority,
  type ProposalDraft,
  type Standing,
  type Steps,
  urgencyOf,
  withoutPromised,
} from '#domain';
import type { CommandStore, JournalEntry } from '../ports.ts';
import type { ProposalPorts } from './proposal-ports.ts';
import type { OpenProposal } from './proposal-store.ts';
import { type JointSituation, readJointSituation } from './read-joint-situation.ts';

/** Raised when the rules change in a way that gives other proposals for the same inputs. */
export const PROPOSAL_CODE_VERSION = 2;
/** The turn of deciding for a region passes to another process when it was not used for so long. */
const TURN_SECONDS = 15;
/** A dismissed proposal stays away so long unless the situation changes materially before. */
const SILENCE_MILLISECONDS = 2 * 3_600_000;

/** All that the proposals of a round were made of; nothing personal. */
export interface ProposalInputs {
  readonly problem: JointProblem;
  readonly driving: readonly DrivingUnit[];
  readonly standing: readonly Standing[];
}

export interface ProposalRound {
  readonly made: number;
  readonly renewed: number;
  readonly withdrawn: number;
  readonly waitingIncidents: number;
}

/** The proposals that these inputs give: the live decision, and its replay. */
export const makeProposals = (inputs: ProposalInputs): MadeProposals => finish(makeInSteps(inputs));

interface MadeProposals {
  readonly plan: JointPlan;
  readonly drafts: readonly ProposalDraft[];
}

function* makeInSteps({ problem, driving, standing }: ProposalInputs): Steps<MadeProposals> {
  const open = withoutPromised(problem, standing);
  const plan = yield* planJointlyInSteps(open);
  return { plan, drafts: draftProposals(open, plan, driving, standing) };
}

/**
 * Decides all waiting incidents of a region together and brings its proposals level with that. Undefined when another
 * process has the turn. Any number of processes may call it: one of them decides, and what is written twice is written once.
 */
export async function decideRegion(
  ports: ProposalPorts,
  regionId: string,
): Promise<ProposalRound | undefined> {
  if (!(await ports.claimTurn(regionId, ports.holderId, TURN_SECONDS))) return undefined;
  const startedAt = ports.elapsedMilliseconds();
  const now = ports.now();
  const open = await ports.listOpenProposals(regionId);
  const situation = await readJointSituation(ports, regionId, now);
  const standing = open.map(describeStanding);
  const { problem, driving, waitingIncidents } = situation;
  const inputs: ProposalInputs = { problem, driving, standing };
  const { plan, drafts } = await doInSlices(makeInSteps(inputs), ports);
  const round =
    open.length + drafts.length === 0
      ? { made: 0, renewed: 0, withdrawn: 0 }
      : await saveProposals(ports, regionId, now, situation, inputs, drafts);
  await ports.saveDecision(regionId, ports.holderId, {
    at: now,
    waitingIncidents,
    consideredIncidents: problem.waiting.length,
    units: problem.units.length,
    computeMilliseconds: ports.elapsedMilliseconds() - startedAt,
    incidents: Object.fromEntries(
      plan.incidents.map((one) => {
        const { incidentId } = one.incident;
        const servedBy = situation.servedBy.get(incidentId) ?? [];
        return [incidentId, { ...viewJoint(one, situation), servedBy }];
      }),
    ),
  });
  return { ...round, waitingIncidents };
}

/** So long a request may have to wait for the decision; a search of the roads takes as long. */
const SLICE_MILLISECONDS = 5;

async function doInSlices<Answer>(
  steps: Steps<Answer>,
  { elapsedMilliseconds, pause }: Pick<ProposalPorts, 'elapsedMilliseconds' | 'pause'>,
): Promise<Answer> {
  let startedAt = elapsedMilliseconds();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (elapsedMilliseconds() - startedAt < SLICE_MILLISECONDS) continue;
    await pause();
    startedAt = elapsedMilliseconds();
  }
}

/** An exchange and the rest of a plan are for incidents that somebody is coming to already. */
function describeStanding({ kind, subject, sends }: OpenProposal): Standing {
  const isServed = kind === 'exchange' || kind === 'fillPlan';
  return {
    kind,
    subject,
    unitIds: sends.map(({ unitId }) => unitId),
    promises: sends
      .filter(({ isNow }) => isNow)
      .map(({ unitId, incidentId, priority }) => ({
        unitId,
        incidentId,
        urgency: urgencyOf({ priority: priority as Priority, ...(isServed && { servedSinceSeconds: 0 }) }),
      })),
  };
}

function viewJoint(
  { option, isNow, nearest, because }: JointPlan['incidents'][number],
  { problem, callSigns }: JointSituation,
): JointProposal {
  const callSignOf = (unitId: string | undefined) => (unitId && callSigns.get(unitId)) ?? null;
  return {
    waitingIncidents: problem.waiting.length,
    unitId: option?.unitId ?? null,
    callSign: callSignOf(option?.unitId),
    isNow,
    freeInSeconds: Math.round(option?.freeInSeconds ?? 0),
    arrivalSeconds: option ? Math.round(option.arrivalSeconds) : null,
    isNearest: option !== undefined && option.unitId === nearest?.unitId,
    nearestCallSign: callSignOf(nearest?.unitId),
    because: { key: because.key, values: { ...because.values } },
  };
}

async function saveProposals(
  ports: ProposalPorts,
  regionId: string,
  now: Date,
  situation: JointSituation,
  inputs: ProposalInputs,
  drafts: readonly ProposalDraft[],
): Promise<Omit<ProposalRound, 'waitingIncidents'>> {
  const entries = await ports.inTransaction(async (store) => {
    if (!(await store.lockRegionProposals(regionId))) return [];
    const open = await store.listOpenProposals(regionId);
    const dismissed = await store.listDismissedProposals(
      regionId,
      new Date(now.getTime() - SILENCE_MILLISECONDS),
    );
    const changes = levelProposals(open, dismissed, drafts);
    const written = await writeChanges(store, ports, { regionId, now, situation, inputs, open }, changes);
    await store.appendJournal(written);
    return written;
  });
  if (entries.length > 0) ports.committed([regionId]);
  const count = (kind: JournalKind): number => entries.filter((entry) => entry.kind === kind).length;
  return {
    made: count('proposalMade'),
    renewed: count('proposalRenewed'),
    withdrawn: count('proposalWithdrawn'),
  };
}

interface Round {
  readonly regionId: string;
  readonly now: Date;
  readonly situation: JointSituation;
  readonly inputs: ProposalInputs;
  readonly open: readonly OpenProposal[];
}

async function writeChanges(
  store: CommandStore,
  ports: ProposalPorts,
  { regionId, now, situation, inputs, open }: Round,
  { withdraw, update, insert }: ReturnType<typeof levelProposals>,
): Promise<JournalEntry[]> {
  const text = update.length + insert.length > 0 ? JSON.stringify(inputs) : '';
  const versionOf = (draft: ProposalDraft) => ({
    ...viewDraft(draft, situation),
    at: now,
    codeVersion: PROPOSAL_CODE_VERSION,
    inputs: text,
  });
  const entries: JournalEntry[] = [];
  const note = (kind: JournalKind, id: string, about: Pick<ProposalDraft, 'kind' | 'sends' | 'releases'>) =>
    entries.push({
      regionId,
      at: now,
      actorId: null,
      actorKind: 'system',
      kind,
      subjectType: 'proposal',
      subjectId: id,
      payload: proposalPayload(about),
    });
  for (const id of withdraw) {
    const kept = open.find((one) => one.id === id)!;
    if (await store.settleProposal(id, 'withdrawn', now, null)) note('proposalWithdrawn', id, kept);
  }
  for (const { id, version, draft } of update) {
    if (await store.updateProposal({ id, version, ...versionOf(draft) })) note('proposalRenewed', id, draft);
  }
  for (const draft of insert) {
    const { kind, subject } = draft;
    const id = ports.newId();
    const isInserted = await store.insertProposal({
      id,
      version: 1,
      regionId,
      kind,
      subject,
      ...versionOf(draft),
    });
    if (isInserted) note('proposalMade', id, draft);
  }
  return entries;
}

/** Ids and what kind; the proposal itself comes with the live row. */
export const proposalPayload = ({
  kind,
  sends,
  releases,
}: {
  readonly kind: string;
  readonly sends: readonly { readonly incidentId: string; readonly unitId: string }[];
  readonly releases: readonly { readonly assignmentId: string }[];
}): Record<string, unknown> => ({
  proposalKind: kind,
  incidentIds: sends.map(({ incidentId }) => incidentId),
  unitIds: sends.map(({ unitId }) => unitId),
  assignmentIds: releases.map(({ assignmentId }) => assignmentId),
});

/** A draft with the numbers and call signs that screens show. */
function viewDraft(
  { sends, releases, because, savedWeightedSeconds }: ProposalDraft,
  { incidents, callSigns }: JointSituation,
) {
  const incidentOf = (id: string) => incidents.get(id) ?? { number: 0, priority: 4 };
  const callSignOf = (unitId: string) => callSigns.get(unitId) ?? '';
  const say = ({ key, values }: ProposalDraft['because']) => ({ key, values: { ...values } });
  return {
    sends: sends.map((send): ProposedSend => {
      const { incidentId, unitId, isNow, freeInSeconds, arrivalSeconds, otherwise } = send;
      const { number, priority } = incidentOf(incidentId);
      return {
        incidentId,
        incidentNumber: number,
        priority,
        unitId,
        callSign: callSignOf(unitId),
        isNow,
        freeInSeconds: Math.round(freeInSeconds),
        arrivalSeconds: Math.round(arrivalSeconds),
        otherwise: otherwise && {
          unitId: otherwise.unitId,
          callSign: callSignOf(otherwise.unitId),
          arrivalSeconds: Math.round(otherwise.arrivalSeconds),
        },
        because: say(send.because),
      };
    }),
    releases: releases.map((release): ProposedRelease => {
      const { number, priority } = incidentOf(release.incidentId);
      const callSign = callSignOf(release.unitId);
      return { ...release, incidentNumber: number, priority, callSign };
    }),
    because: say(because),
    savedWeightedSeconds,
  };
}
