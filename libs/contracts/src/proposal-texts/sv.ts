import type { ProposalTexts } from './en.ts';

export const sv: ProposalTexts = {
  sendJointly:
    'Att besluta om {incidents} väntande händelser tillsammans sparar {savedMinutes} min väntan, viktad efter prioritet, jämfört med turordning.',
  exchange:
    '{callSign} är ledig och {savedMinutes} min närmare händelse {incidentNumber} än {otherCallSign}, som har {outMinutes} min kvar.',
  diversion:
    '{callSign}, på väg till händelse {otherIncidentNumber} (prioritet {otherPriority}), skulle nå händelse {incidentNumber} (prioritet {priority}) {savedMinutes} min tidigare än {otherCallSign}.',
  diversionNobodyFree:
    'Ingen är ledig för händelse {incidentNumber} (prioritet {priority}); {callSign}, på väg till händelse {otherIncidentNumber} (prioritet {otherPriority}), kan vara där om {arrivalMinutes} min.',
  fillPlan:
    'Händelse {incidentNumber} saknar enheter enligt planen; {callSign} är ledig och kan vara där om {arrivalMinutes} min.',
  nearest: '{callSign} kommer fram först.',
  nearestNeededElsewhere:
    '{callSign} i stället för närmare {nearestCallSign}, som behövs mer vid händelse {otherIncidentNumber}.',
  nearestKeptFree:
    '{callSign} i stället för närmare {nearestCallSign}, som täcker området där nästa larm väntas.',
  nearestLessSuited: '{callSign} i stället för närmare {nearestCallSign}, som passar fallet sämre.',
  waitForUnit:
    'Vänta på {callSign}, ledig om {freeMinutes} min: den är framme {savedMinutes} min tidigare än {otherCallSign} som skickas nu.',
  waitForUnitNobodyFree: 'Ingen är ledig; nästa är {callSign}, om {freeMinutes} min.',
  nobody: 'Ingen enhet kan förutses för händelsen; sök hjälp utifrån.',
  exchanged: '{callSign} tar över från {otherCallSign}.',
  diverted: '{callSign} leds bort från händelse {otherIncidentNumber}, som då väntar på en annan enhet.',
};
