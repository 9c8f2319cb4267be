import type { IncidentView, UnitView } from '#contracts';
import { INCIDENT_OUTCOMES } from '#domain';
import { locale, outcomeWord } from '#ui';
import { listProposedTogether } from '../desk/deciding.ts';
import { takingOf } from '../desk/taking.ts';
import type { Desk } from '../desk/desk.ts';
import { orderAlarms } from '../zones/attention/alarm-list.tsx';
import { alarmText, proposalText } from '../zones/attention/attention-words.ts';
import { orderProposals } from '../zones/attention/proposal-list.tsx';
import { placeText } from '../zones/incident-words.ts';
import type {
  Choice,
  CommandContext,
  Found,
  KnownAlarm,
  KnownDuplicate,
  KnownUnit,
  NamedIncident,
} from './commands.ts';

const named = (incident: IncidentView): NamedIncident => ({
  id: incident.id,
  number: incident.number,
  address: placeText(incident),
});

/** The name of a region that is not the desk's own. */
const elsewhere = (desk: Desk, regionId: string | undefined): string | undefined =>
  regionId === undefined || regionId === desk.region.id ? undefined : desk.regionName(regionId);

const knownUnit = (desk: Desk, { id, callSign, regionId, ...unit }: UnitView): KnownUnit => ({
  id,
  callSign,
  owner: elsewhere(desk, regionId),
  work: unit.assignment
    ? {
        assignmentId: unit.assignment.id,
        incidentNumber: unit.assignment.incidentNumber,
        status: unit.assignment.status,
        elsewhere: unit.assignment.elsewhere?.regionName,
      }
    : undefined,
  reserved: unit.reservedAssignments.map((one) => ({
    assignmentId: one.id,
    incidentNumber: one.incidentNumber,
    elsewhere: elsewhere(desk, one.regionId),
  })),
});

function search(desk: Desk, text: string): Found | undefined {
  const wanted = text.toLowerCase();
  const number = /^#?(\d+)$/.exec(wanted)?.[1];
  const incident = number === undefined ? undefined : desk.store.findIncidentByNumber(Number(number));
  if (incident) return { kind: 'incident', incident: named(incident) };
  const units = desk.store.listUnits();
  const unit =
    units.find((one) => one.callSign.toLowerCase() === wanted) ??
    units.find((one) => one.callSign.toLowerCase().startsWith(wanted));
  if (unit) return { kind: 'unit', unit };
  const byText = desk.openIncidents.value.find((one) =>
    one.detail.addressText.toLowerCase().includes(wanted),
  );
  return byText && { kind: 'incident', incident: named(byText) };
}

/** Candidates as the list shows them now. */
export function listChoices(desk: Desk): readonly Choice[] {
  return desk.recommendations.candidates.value.map((candidate) => ({
    unit: { id: candidate.unitId, callSign: candidate.callSign },
    taking: takingOf(candidate),
    fromNumber: candidate.diversion?.incidentNumber,
    isProposed: candidate.isProposed,
  }));
}

function listAlarms(desk: Desk): readonly KnownAlarm[] {
  return orderAlarms(desk.store.lists.value.alarms.values())
    .filter(({ acknowledgedAt }) => acknowledgedAt === null)
    .map((alarm) => ({
      id: alarm.id,
      incidentNumber: alarm.incidentNumber,
      text: alarmText(alarm, desk.clock.second.value),
    }));
}

function listDuplicates(desk: Desk): readonly KnownDuplicate[] {
  return [...desk.store.lists.value.duplicates.values()].flatMap((proposal) => {
    const later = desk.store.findIncident(proposal.incidentId ?? undefined);
    const earlier = desk.store.findIncident(proposal.likelyIncidentId ?? undefined);
    return later && earlier ? [{ id: proposal.id, later: named(later), earlier: named(earlier) }] : [];
  });
}

/** What the command line may ask about the present board. */
export function commandContext(desk: Desk): CommandContext {
  const { store, recommendations, undo } = desk;
  const selected = desk.selectedIncident.value;
  const state = recommendations.state.value;
  const selectedUnit = store.findUnit(desk.selectedUnitId.value);
  const advised = desk.destinationHints.facilities.value;
  const advisedIds = new Set(advised.map(({ id }) => id));
  return {
    locale: locale.value,
    selectedIncident: selected?.state === 'open' ? named(selected) : undefined,
    selectedUnit: selectedUnit && knownUnit(desk, selectedUnit),
    candidates: listChoices(desk),
    isRanking: state.kind === 'loading',
    proposedTogether:
      state.kind === 'ready'
        ? listProposedTogether(state.view).map(({ unitId, callSign }) => ({ id: unitId, callSign }))
        : [],
    incidents: desk.openIncidents.value.map(named),
    closedIncidents: store
      .listIncidents()
      .filter((one) => one.state === 'closed' && one.outcome === 'duplicate')
      .map(named),
    units: store.listUnits().map((unit) => knownUnit(desk, unit)),
    facilities: [...advised, ...desk.facilities.value.filter(({ id }) => !advisedIds.has(id))],
    outcomes: INCIDENT_OUTCOMES.map((outcome) => ({ outcome, word: outcomeWord(outcome) })),
    alarms: listAlarms(desk),
    proposals: orderProposals(store.lists.value.proposals.values()).map((one) => ({
      id: one.id,
      text: proposalText(one.because),
    })),
    duplicates: listDuplicates(desk),
    undoable: undo.current()?.text,
    notUndoable: undo.never.value,
    draftCount: desk.drafts.count.value,
    search: (text) => search(desk, text),
  };
}
