import type { LonLat } from '../geo/lon-lat.ts';
import type { IncidentCategory, IncidentOutcome } from '../incident/incident.ts';
import type { PatientNeed } from '../response-plan/response-plan.ts';
import { renewNeeds } from '../triage/evaluate-triage.ts';
import type { HistoryDraft } from './history-draft.ts';
import type { HistoryRow, PastIncident } from './history-state.ts';

type Payload = HistoryRow['payload'];

const judgementOf = (payload: Payload): Pick<PastIncident, 'category' | 'priority' | 'needs'> => ({
  category: payload['category'] as IncidentCategory,
  priority: payload['priority'] as number,
  needs: payload['needs'] as PatientNeed[],
});

function created({ subjectId, at, payload }: HistoryRow): PastIncident {
  return {
    id: subjectId,
    number: payload['number'] as number,
    ...judgementOf(payload),
    coordinates: payload['coordinates'] as LonLat | null,
    version: payload['detailVersion'] as number,
    triageVersion: 0,
    triageNeeds: [],
    isTraining: payload['isTraining'] === true,
    createdAt: at,
    state: 'open',
    closedAt: null,
    outcome: null,
    joinedIntoId: null,
  };
}

/**
 * Answers come with a new incident, which is then of version 1 all the same; with a change, whose own row follows and says
 * its version; or alone, as the next version.
 */
function triaged(incident: PastIncident, { at, payload }: HistoryRow): PastIncident {
  const given = payload['needs'] as PatientNeed[];
  return {
    ...incident,
    category: payload['category'] as IncidentCategory,
    priority: payload['priority'] as number,
    needs: renewNeeds(incident.needs, incident.triageNeeds, given),
    triageVersion: payload['triageVersion'] as number,
    triageNeeds: given,
    version: incident.createdAt === at ? incident.version : incident.version + 1,
  };
}

function changed(incident: PastIncident, { payload }: HistoryRow): PastIncident {
  return {
    ...incident,
    ...judgementOf(payload),
    coordinates: payload['coordinates'] as LonLat | null,
    version: payload['detailVersion'] as number,
  };
}

/** Folds a row about an incident; false when it is about something else. */
export function foldIncidentRow(draft: HistoryDraft, row: HistoryRow): boolean {
  const { kind, subjectId, at, payload } = row;
  if (kind === 'incidentCreated') {
    draft.incidents.set(subjectId, created(row));
    return true;
  }
  const incident = draft.incidents.get(subjectId);
  if (!incident) return false;
  if (kind === 'incidentChanged') draft.incidents.set(subjectId, changed(incident, row));
  else if (kind === 'incidentTriaged') draft.incidents.set(subjectId, triaged(incident, row));
  else if (kind === 'incidentClosed') {
    const outcome = payload['outcome'] as IncidentOutcome;
    draft.incidents.set(subjectId, { ...incident, state: 'closed', closedAt: at, outcome });
  } else if (kind === 'incidentJoined') {
    const outcome = payload['outcome'] as IncidentOutcome;
    const joinedIntoId = payload['intoIncidentId'] as string;
    draft.incidents.set(subjectId, { ...incident, state: 'closed', closedAt: at, outcome, joinedIntoId });
  } else if (kind === 'incidentUnjoined' || kind === 'incidentReopened') {
    const reopened = { state: 'open', closedAt: null, outcome: null, joinedIntoId: null } as const;
    draft.incidents.set(subjectId, { ...incident, ...reopened });
  } else return false;
  return true;
}
