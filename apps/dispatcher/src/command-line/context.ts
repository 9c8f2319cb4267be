import type { IncidentView } from '#contracts';
import { locale } from '#ui';
import type { Desk } from '../desk/desk.ts';
import { placeText } from '../zones/incident-words.ts';
import type { CommandContext, Found, NamedIncident } from './parse.ts';

const named = (incident: IncidentView): NamedIncident => ({
  id: incident.id,
  number: incident.number,
  address: placeText(incident),
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

/** What the command line may ask about the present board. */
export function commandContext(desk: Desk): CommandContext {
  const selected = desk.selectedIncident.value;
  return {
    locale: locale.value,
    selectedIncident: selected?.state === 'open' ? named(selected) : undefined,
    candidates: desk.recommendations.candidates.value.map(({ unitId, callSign }) => ({
      id: unitId,
      callSign,
    })),
    findIncidentByNumber: (number) => {
      const found = desk.store.findIncidentByNumber(number);
      return found?.state === 'open' ? named(found) : undefined;
    },
    findUnitByCallSign: (callSign) => desk.store.findUnitByCallSign(callSign),
    search: (text) => search(desk, text),
  };
}
