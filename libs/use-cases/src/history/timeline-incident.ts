import type { TimelineEntry, TimelineField } from '#contracts';
import { foldHistory, NO_HISTORY, type PastIncident } from '#domain';
import type { TimelineFacts, TimelineRow, WrittenVersion } from './timeline-store.ts';
import type { Told } from './told.ts';

type Changes = TimelineEntry['changes'];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Fields whose values stand in the rows; the written ones stand in their versions. */
const JOURNALLED = ['position', 'category', 'priority', 'needs'] as const;

const shownPlace = (coordinates: unknown): string | null =>
  Array.isArray(coordinates)
    ? [...coordinates]
        .reverse()
        .map((one) => Number(one).toFixed(5))
        .join(', ')
    : null;

/** What an incident is, as texts by field. */
function textsOf({
  coordinates,
  category,
  priority,
  needs,
}: PastIncident): ReadonlyMap<TimelineField, string | null> {
  return new Map<TimelineField, string | null>([
    ['position', shownPlace(coordinates)],
    ['category', category],
    ['priority', String(priority)],
    ['needs', needs.join(',')],
  ]);
}

/** The incident after the rows about it up to one of them. */
function incidentAfter({ rows, incidentId }: TimelineFacts, seq: number): PastIncident | undefined {
  const own = rows.filter((row) => row.subjectId === incidentId && row.seq <= seq);
  return foldHistory(NO_HISTORY, own).incidents.get(incidentId);
}

const WRITTEN = ['address', 'locationSource', 'notes'] as const;

const versionOf = ({ written }: TimelineFacts, version: unknown): WrittenVersion | undefined =>
  written.find((one) => one.version === version);

function listChanges(facts: TimelineFacts, row: TimelineRow): Changes {
  const [past, present] = [incidentAfter(facts, row.seq - 1), incidentAfter(facts, row.seq)];
  const [said, saidBefore] = [present && textsOf(present), past && textsOf(past)];
  const version = row.payload['detailVersion'];
  const now = versionOf(facts, version);
  const former = typeof version === 'number' ? versionOf(facts, version - 1) : undefined;
  const all: Changes = [
    ...WRITTEN.map((field) => ({ field, before: former?.[field] ?? null, after: now?.[field] ?? null })),
    ...JOURNALLED.map((field) => ({
      field,
      before: saidBefore?.get(field) ?? null,
      after: said?.get(field) ?? null,
    })),
  ];
  return all.filter(({ before, after }) => (before ?? '') !== (after ?? ''));
}

function sayCall(facts: TimelineFacts, { kind, subjectId, payload }: TimelineRow): readonly Told[] {
  if (kind === 'callReceived') {
    const call = facts.calls.get(subjectId);
    const said = [call?.callerName, call?.callerPhone, call?.words].filter(Boolean).join(' · ');
    return [{ kind, text: said === '' ? null : said }];
  }
  if (kind !== 'callLinked') return [{ kind: 'other', values: { journalKind: kind } }];
  return [{ kind: payload['incidentId'] === facts.incidentId ? 'callLinked' : 'callUnlinked' }];
}

/** A join is told on both sides. */
function sayJoin(facts: TimelineFacts, { kind, subjectId, payload }: TimelineRow): readonly Told[] {
  const isJoin = kind === 'incidentJoined';
  const isOwn = subjectId === facts.incidentId;
  const mainId = textOf(payload[isJoin ? 'intoIncidentId' : 'fromIncidentId']);
  const otherNumber = facts.words.get(isOwn ? mainId : subjectId) ?? '?';
  const told = isJoin ? (isOwn ? 'joinedInto' : 'joinedHere') : isOwn ? 'unjoined' : 'unjoinedHere';
  return [{ kind: told, values: { otherNumber } }];
}

function sayOpening(facts: TimelineFacts, { payload }: TimelineRow): Told {
  const { category, priority } = payload;
  const { address = '', notes = '' } = versionOf(facts, 1) ?? {};
  const text = [address, notes].filter((one) => one !== '').join(' · ');
  const values = { number: facts.number, category: textOf(category), priority: Number(priority) };
  return { kind: 'incidentCreated', values, text: text === '' ? null : text };
}

function sayTriage(facts: TimelineFacts, { payload }: TimelineRow): Told {
  const values = { category: textOf(payload['category']), priority: Number(payload['priority']) };
  if (payload['isOverridden'] !== true) return { kind: 'triaged', values };
  const text = facts.triageReasons.get(Number(payload['triageVersion'])) ?? null;
  return { kind: 'triagedOtherwise', values, text };
}

/** What a row about an incident or a call is told as. */
export function sayIncidentRow(facts: TimelineFacts, row: TimelineRow): readonly Told[] {
  const { kind, subjectType, payload } = row;
  if (subjectType === 'call') return sayCall(facts, row);
  switch (kind) {
    case 'incidentCreated':
      return [sayOpening(facts, row)];
    case 'incidentChanged':
      return [{ kind: 'incidentEdited', changes: listChanges(facts, row) }];
    case 'incidentTriaged':
      return [sayTriage(facts, row)];
    case 'incidentJoined':
    case 'incidentUnjoined':
      return sayJoin(facts, row);
    case 'incidentClosed':
      return [{ kind, values: { outcome: textOf(payload['outcome']) } }];
    case 'incidentReopened':
      return [{ kind }];
    default:
      return [{ kind: 'other', values: { journalKind: kind } }];
  }
}
