import type { TimelineEntry } from '#contracts';
import { sayAssignmentRow } from './timeline-assignments.ts';
import { sayIncidentRow } from './timeline-incident.ts';
import type { TimelineFacts, TimelineRow } from './timeline-store.ts';
import type { Told } from './told.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const PROPOSALS = {
  proposalMade: 'proposalMade',
  proposalRenewed: 'proposalRenewed',
  proposalWithdrawn: 'proposalWithdrawn',
  proposalAccepted: 'proposalAccepted',
  proposalDismissed: 'proposalDismissed',
} as const;
const ALARMS = {
  alarmRaised: 'alarmRaised',
  alarmReturned: 'alarmReturned',
  alarmAcknowledged: 'alarmAcknowledged',
  alarmCleared: 'alarmCleared',
} as const;
const isKeyOf = <Kinds extends object>(kinds: Kinds, kind: string): kind is string & keyof Kinds =>
  Object.hasOwn(kinds, kind);

function sayAlarm(
  kind: keyof typeof ALARMS,
  { words, number }: TimelineFacts,
  { subjectId, payload }: TimelineRow,
): Told {
  const limit = Number(words.get(subjectId) ?? Number.NaN);
  const values = {
    alarmKind: textOf(payload['alarmKind']),
    callSign: words.get(textOf(payload['unitId'])) ?? null,
    number,
    limitSeconds: Number.isNaN(limit) ? null : limit,
    because: textOf(payload['because']),
  };
  return { kind: ALARMS[kind], values };
}

function sayDuplicates(facts: TimelineFacts, { kind, subjectId, payload }: TimelineRow): Told[] {
  const isProposal = kind === 'duplicatesProposed';
  const ids = isProposal ? listOf(payload['proposalIds']) : [subjectId];
  return ids.flatMap((id): Told[] => {
    const pair = facts.duplicates.get(id);
    const otherId = pair?.incidentId === facts.incidentId ? pair.likelyIncidentId : pair?.incidentId;
    const otherNumber = facts.words.get(otherId ?? '');
    const told = isProposal ? 'duplicateProposed' : 'duplicateDismissed';
    return otherNumber === undefined ? [] : [{ kind: told, values: { otherNumber } }];
  });
}

function sayRow(facts: TimelineFacts, row: TimelineRow): readonly Told[] {
  const { kind, payload } = row;
  if (row.subjectType === 'incident' || row.subjectType === 'call') return sayIncidentRow(facts, row);
  if (row.subjectType === 'assignment') return sayAssignmentRow(facts, row);
  if (kind === 'remarkAdded') return [{ kind, text: facts.words.get(row.subjectId) ?? null }];
  if (isKeyOf(ALARMS, kind)) return [sayAlarm(kind, facts, row)];
  if (kind === 'duplicatesProposed' || kind === 'duplicateDismissed') return sayDuplicates(facts, row);
  if (isKeyOf(PROPOSALS, kind)) {
    const callSigns = listOf(payload['unitIds']).map((id) => facts.words.get(id) ?? '?');
    return [{ kind: PROPOSALS[kind], values: { callSigns: [...new Set(callSigns)].join(', ') } }];
  }
  return [{ kind: 'other', values: { journalKind: kind } }];
}

/** Recommendations are asked for again with every change on the board: of those without an act between, the last is told. */
function withoutRepeats(entries: readonly TimelineEntry[]): TimelineEntry[] {
  return entries.filter((entry, index) => {
    const next = entries[index + 1];
    const isRepeat = entry.kind === 'recommended' && next?.kind === 'recommended';
    return !(isRepeat && next.actorName === entry.actorName);
  });
}

/** Everything that happened with an incident, in order. */
export function buildTimeline(facts: TimelineFacts): TimelineEntry[] {
  const told = facts.rows.flatMap((row) =>
    sayRow(facts, row).map((one): TimelineEntry => ({
      at: row.at,
      actorName: row.actorName,
      values: {},
      text: null,
      changes: [],
      ...one,
    })),
  );
  const shown = facts.recommendations.map(({ at, askedByName, firstUnitId, candidates }): TimelineEntry => ({
    at,
    kind: 'recommended',
    actorName: askedByName,
    values: { callSign: facts.words.get(firstUnitId ?? '') ?? '–', candidates },
    text: null,
    changes: [],
  }));
  // Stable, so that rows of one command stay in their order; what was looked at stands before what came of it.
  const inOrder = [...shown, ...told].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return withoutRepeats(inOrder);
}
