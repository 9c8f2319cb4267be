import {
  type AcceptProposalBody,
  CONTROL_ROOM,
  type DismissProposalBody,
  type ProposalView,
  type ProposedRelease,
} from '#contracts';
import { type AssignmentStatus, getRequirement, listUnfilledSlots, type Priority } from '#domain';
import { checkAccess, type Actor } from '../actor.ts';
import { divert } from '../assignment/divert-assignment.ts';
import { noteReservedDue } from '../assignment/end-assignment.ts';
import { handOver } from '../assignment/hand-over-assignment.ts';
import { getAssignmentForUpdate } from '../assignment/load-assignment.ts';
import { loadUnitOnDuty } from '../assignment/load-unit.ts';
import { startAssignment } from '../assignment/start-assignment.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { loadOpenIncident } from '../incident/load-incident.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import { planKey, versionOf } from '../policies/policy-content.ts';
import type { CommandPorts, IncidentRecord, UnitRecord } from '../ports.ts';
import { proposalPayload } from './decide-region.ts';
import type { ProposalStore } from './proposal-store.ts';

/** A region is decided every few seconds; what was held good so long ago is of another situation. */
const PROPOSAL_HOLDS_SECONDS = 60;

type Locked = NonNullable<Awaited<ReturnType<ProposalStore['findDispatchProposalForUpdate']>>>;

/**
 * Carries out a proposal as a whole: all its units sent and called off in one transaction, or nothing when anything has
 * changed since it was shown. Accepting sends only the units that are free now.
 */
export function acceptProposal(
  ports: CommandPorts,
  actor: Actor,
  proposalId: string,
  body: AcceptProposalBody,
): Promise<Outcome<ProposalView>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { proposalId, body } },
    async (context) => {
      const loaded = await loadOpenProposal(context, proposalId);
      if (!loaded.ok) return loaded;
      const proposal = loaded.value;
      if (proposal.version !== body.version) return refuse('proposalOutdated', { version: proposal.version });
      const age = (context.now.getTime() - (proposal.decidedAt?.getTime() ?? 0)) / 1000;
      if (age > PROPOSAL_HOLDS_SECONDS) return refuse('proposalOutdated', { ageSeconds: Math.round(age) });
      const done = await carryOut(context, proposal);
      if (!done.ok) return done;
      await context.store.noteProposal(done.value, proposal.id, proposal.version);
      return settle(context, proposal, 'accepted', done.value);
    },
  );
}

/** Puts a proposal away. It comes back only when the situation changes materially. */
export function dismissProposal(
  ports: CommandPorts,
  actor: Actor,
  proposalId: string,
  body: DismissProposalBody,
): Promise<Outcome<ProposalView>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { proposalId, body } },
    async (context) => {
      const loaded = await loadOpenProposal(context, proposalId);
      return loaded.ok ? settle(context, loaded.value, 'dismissed') : loaded;
    },
  );
}

/** The proposal, locked, when nobody has settled it yet. */
async function loadOpenProposal(
  { store, actor }: CommandContext,
  proposalId: string,
): Promise<Outcome<Locked>> {
  const proposal = await store.findDispatchProposalForUpdate(proposalId);
  if (!proposal) return refuse('notFound');
  const denied = checkAccess(actor, proposal.regionId, CONTROL_ROOM);
  if (denied) return denied;
  return proposal.state === 'open' ? accept(proposal) : refuse('proposalSettled', { state: proposal.state });
}

async function settle(
  { store, actor, now, journal }: CommandContext,
  proposal: Locked,
  state: 'accepted' | 'dismissed',
  startedIds: readonly string[] = [],
): Promise<Outcome<ProposalView>> {
  const { id, regionId } = proposal;
  await store.settleProposal(id, state, now, actor.id);
  journal({
    regionId,
    kind: state === 'accepted' ? 'proposalAccepted' : 'proposalDismissed',
    subjectType: 'proposal',
    subjectId: id,
    payload: {
      ...proposalPayload(proposal),
      ...(startedIds.length > 0 && { version: proposal.version, startedIds }),
    },
  });
  return accept(await store.getProposalView(id));
}

interface Subjects {
  readonly incidents: ReadonlyMap<string, IncidentRecord>;
  readonly units: ReadonlyMap<string, UnitRecord>;
}

/** Answers the ids of the assignments that were made. */
async function carryOut(context: CommandContext, proposal: Locked): Promise<Outcome<string[]>> {
  const subjects = await lockSubjects(context, proposal);
  if (!subjects.ok) return subjects;
  const sends = proposal.sends.filter(({ isNow }) => isNow);
  const { incidents, units } = subjects.value;
  if (proposal.kind !== 'exchange') {
    for (const { incidentId, unitId } of sends) {
      if (!(await isStillMissing(context, incidents.get(incidentId)!, units.get(unitId)!)))
        return refuse('proposalOutdated', { incidentId });
    }
  }
  const started: string[] = [];
  const released = new Map(proposal.releases.map((release) => [release.unitId, release]));
  for (const send of sends) {
    const incident = incidents.get(send.incidentId)!;
    const unit = units.get(send.unitId)!;
    const replaced = proposal.kind === 'exchange' ? proposal.releases[0] : undefined;
    const own = released.get(send.unitId);
    const done = replaced
      ? await exchange(context, replaced, incident, unit)
      : own
        ? await turnAway(context, own, subjects.value, incident)
        : await sendUnit(context, incident, unit);
    if (!done.ok) return done;
    started.push(done.value);
  }
  return accept(started);
}

/** True while nobody serves the incident, or the unit can fill what those who do leave open of its plan. Both are locked. */
async function isStillMissing(
  { store }: CommandContext,
  { id, regionId, category, priority, needs }: IncidentRecord,
  { capabilities }: UnitRecord,
): Promise<boolean> {
  const serving = await store.listServingUnits(id);
  if (serving.every(({ isOut, isThere }) => isOut && !isThere)) return true;
  if (serving.every(({ hasLeft }) => hasLeft)) return false;
  const key = planKey(regionId);
  const region = await store.findPolicyRegion(regionId);
  if (!region) return false;
  const { head, content } = versionOf(region, key, await store.findNewestPolicy(key));
  const plan = { regionId, version: head.version, ...content };
  const { slots } = getRequirement(plan, { category, priority: priority as Priority, needs });
  return listUnfilledSlots(slots, serving).some((slot) =>
    slot.capabilities.every((one) => capabilities.includes(one)),
  );
}

/** Incidents, then units, each in the order of their ids, as every command locks them. */
async function lockSubjects(context: CommandContext, proposal: Locked): Promise<Outcome<Subjects>> {
  const sends = proposal.sends.filter(({ isNow }) => isNow);
  const sentTo = new Set(sends.map(({ incidentId }) => incidentId));
  const inOrder = (ids: Iterable<string>): string[] => [...new Set(ids)].sort();
  const incidents = new Map<string, IncidentRecord>();
  for (const id of inOrder([...sentTo, ...proposal.releases.map(({ incidentId }) => incidentId)])) {
    if (!sentTo.has(id)) {
      const left = await context.store.findIncidentForUpdate(id);
      if (left) incidents.set(id, left);
      continue;
    }
    const incident = await loadOpenIncident(context, id, CONTROL_ROOM);
    if (!incident.ok) return incident;
    incidents.set(id, incident.value);
  }
  const units = new Map<string, UnitRecord>();
  const sent = new Set(sends.map(({ unitId }) => unitId));
  for (const id of inOrder([...sent, ...proposal.releases.map(({ unitId }) => unitId)])) {
    if (!sent.has(id)) {
      await context.store.findUnitForUpdate(id);
      continue;
    }
    const send = sends.find(({ unitId }) => unitId === id)!;
    const unit = await loadUnitOnDuty(context, id, incidents.get(send.incidentId)!);
    if (!unit.ok) return unit;
    units.set(id, unit.value);
  }
  return accept({ incidents, units });
}

const NO_RECOMMENDATION = { recommendationId: null, recommendedRank: null, overrideReason: null };

const sendUnit = (
  context: CommandContext,
  incident: IncidentRecord,
  unit: UnitRecord,
): Promise<Outcome<string>> =>
  startAssignment(context, { incident, unit, kind: 'now', ...NO_RECOMMENDATION, follows: null });

const NOT_THERE_YET: readonly AssignmentStatus[] = [
  'notified',
  'delivered',
  'acknowledged',
  'enRoute',
  'staged',
];

/** Never for a unit that has arrived: its assignment is looked at again under its lock. */
async function loadDriving(context: CommandContext, { assignmentId, unitId, incidentId }: ProposedRelease) {
  const assignment = await getAssignmentForUpdate(context, assignmentId);
  const isSame = assignment.unitId === unitId && assignment.incidentId === incidentId;
  return isSame && NOT_THERE_YET.includes(assignment.status) ? assignment : undefined;
}

async function exchange(
  context: CommandContext,
  release: ProposedRelease,
  incident: IncidentRecord,
  unit: UnitRecord,
): Promise<Outcome<string>> {
  const assignment = await loadDriving(context, release);
  if (!assignment) return refuse('proposalOutdated', { assignmentId: release.assignmentId });
  const started = await handOver(context, assignment, incident, unit, { reason: 'exchange' });
  if (started.ok) await noteReservedDue(context, assignment);
  return started;
}

async function turnAway(
  context: CommandContext,
  release: ProposedRelease,
  { incidents }: Subjects,
  incident: IncidentRecord,
): Promise<Outcome<string>> {
  const assignment = await loadDriving(context, release);
  const left = incidents.get(release.incidentId);
  if (!assignment || !left || left.priority <= incident.priority) {
    return refuse('proposalOutdated', { assignmentId: release.assignmentId });
  }
  return divert(context, assignment.id, assignment.unitId, incident, {});
}
