import type { ProposalTexts } from './en.ts';

export const cs: ProposalTexts = {
  sendJointly:
    'Společné rozhodnutí o {incidents} čekajících událostech ušetří {savedMinutes} min čekání, vážených naléhavostí, proti pořadí příchodu.',
  exchange:
    '{callSign} je volná a o {savedMinutes} min blíž k události {incidentNumber} než {otherCallSign}, která má před sebou ještě {outMinutes} min.',
  diversion:
    '{callSign}, na cestě k události {otherIncidentNumber} (naléhavost {otherPriority}), by byla u události {incidentNumber} (naléhavost {priority}) o {savedMinutes} min dřív než {otherCallSign}.',
  diversionNobodyFree:
    'Pro událost {incidentNumber} (naléhavost {priority}) není nikdo volný; {callSign}, na cestě k události {otherIncidentNumber} (naléhavost {otherPriority}), tam může být za {arrivalMinutes} min.',
  fillPlan:
    'Události {incidentNumber} chybí posádky, které žádá plán; {callSign} je volná a byla by tam za {arrivalMinutes} min.',
  nearest: '{callSign} dorazí první.',
  nearestNeededElsewhere:
    '{callSign} místo bližší {nearestCallSign}, která je víc potřeba u události {otherIncidentNumber}.',
  nearestKeptFree:
    '{callSign} místo bližší {nearestCallSign}, která kryje oblast, odkud se čekají další volání.',
  nearestLessSuited: '{callSign} místo bližší {nearestCallSign}, která se pro případ hodí méně.',
  waitForUnit:
    'Počkejte na {callSign}, volnou za {freeMinutes} min: dorazí o {savedMinutes} min dřív než {otherCallSign} vyslaná teď.',
  waitForUnitNobodyFree: 'Nikdo není volný; další je {callSign}, za {freeMinutes} min.',
  nobody: 'Pro tuto událost nelze čekat žádnou posádku; hledejte pomoc odjinud.',
  exchanged: '{callSign} přebírá od {otherCallSign}.',
  diverted: '{callSign} se odklání od události {otherIncidentNumber}, která pak čeká na jinou posádku.',
};
