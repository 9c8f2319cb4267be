import type { RankingCatalogue } from './en.ts';

export const sv: RankingCatalogue = {
  'because.nobodyFree':
    'Ingen enhet kan skickas nu: {rejected, plural, one {# är upptagen, ur tjänst eller för långt bort} other {# är upptagna, ur tjänst eller för långt bort}}.',
  'because.onlyOne': '{callSign} är den enda som kan komma: framme om {arrival}.',
  'because.nearestByRoad':
    '{callSign} är först framme om {arrival}, {lead} före {nextCallSign}: närmast längs vägen.',
  'because.firstDespiteTurnout':
    '{callSign} är först framme om {arrival}, {lead} före {nextCallSign}: den kommer iväg tidigare.',
  'because.nextNotFree':
    '{callSign} är först framme om {arrival}, {lead} före {nextCallSign}, som inte är ledig än.',
  'because.together': '{callSign} är först framme om {arrival}, samtidigt med {nextCallSign}.',
  'because.laterBut.coverage':
    '{callSign} är framme om {arrival}. {nearerCallSign} vore där {later} tidigare, men skulle blotta {lossPercent} % av de väntade samtalen.',
  'because.laterBut.diversion':
    '{callSign} är framme om {arrival}. {nearerCallSign} vore där {later} tidigare, men skulle lämna händelse {incidentNumber}.',
  'because.laterBut.border':
    '{callSign} är framme om {arrival}. {nearerCallSign} vore där {later} tidigare, men hör till en annan region.',
  'because.laterBut.endOfShift':
    '{callSign} är framme om {arrival}. {nearerCallSign} vore där {later} tidigare, men dess pass slutar snart.',
  'because.laterBut.unfamiliarArea':
    '{callSign} är framme om {arrival}. {nearerCallSign} vore där {later} tidigare, men är långt från sitt eget område.',
  'because.laterBut.notYetFree':
    '{callSign} är framme om {arrival}. {nearerCallSign} kan vara där {later} tidigare, men är inte ledig än.',
  'because.unitDiverted':
    '{callSign} skulle lämna händelse {incidentNumber} (prioritet {priority}), som då väntar igen.',
  'because.unitSoonFree':
    '{callSign} är upptagen med händelse {incidentNumber} i ungefär {freeIn} till: den kan bara reserveras.',
  'because.unitNeighbour': '{callSign} kommer från region {regionId}.',
  'because.unitReserved': '{callSign} är reserverad för händelse {incidentNumber}.',
  'because.nearerBusy':
    '{callSign} är närmare ({travel} längs vägen) men upptagen: {status}, händelse {incidentNumber}.',
  'because.proposedInstead': '{callSign} föreslås inte, eftersom {callSigns} kan göra allt som den kunde.',
  'because.providedFor':
    '{callSign} föreslås inte, eftersom tidigare skickade enheter gör det som den kunde. Föreslås: {callSigns}.',
  'because.proposedTogether': 'Föreslagna tillsammans: {callSigns}.',
  'because.planMetAlready': 'De enheter som redan skickats uppfyller planen.',
  'because.planShort':
    'Planen saknar {count, plural, one {# enhet} other {# enheter}} ({missing}): {found} av {wanted} funna.',
  'because.coverageUnknown': 'Täckningen räknas fortfarande ut och togs inte med.',
  'reject.offDuty': 'ur tjänst',
  'reject.outOfService': 'ur drift',
  'reject.neighbourNotAsked': 'region {regionId} tillfrågas inte vid denna prioritet',
  'reject.alreadySent': 'redan skickad: {status}',
  'reject.notFree': 'upptagen: {status}',
  'reject.capabilityMissing': 'saknar {missing}',
  'reject.positionUnknown': 'okänd position',
  'reject.positionTooOld': 'för gammal position',
  'reject.closedRoadOnly': 'bara längs avstängd väg',
  'reject.beyondLimit': 'ingen väg inom {limit}',
  'reject.beyondDistance': '{distance} längs vägen, planen tillåter {limit}',
  'reject.restDue': 'vila krävs: {duty} i tjänst när uppdraget är slut',
  'reject.shiftEnds': 'passet slutar om {endsIn}: uppdraget skulle dra över med {overrun}',
  'reject.promised': 'föreslagen för händelse {incidentNumber} (prioritet {priority})',
  'reject.other': 'inte möjligt: {reason}',
  'rule.wait': 'tills den är ledig',
  'rule.turnout': 'utryckning',
  'rule.travel': 'körning',
  'rule.coverage': 'förlorad täckning',
  'rule.diversion': 'lämnar en annan händelse',
  'rule.border': 'annan region',
  'rule.endOfShift': 'passets slut',
  'rule.unfamiliarArea': 'obekant område',
  'rule.notYetFree': 'inte ledig än',
  'slot.first': 'först på plats',
  'slot.als': 'akutambulans',
  'slot.physician': 'läkare',
  'slot.ambulance': 'ambulans',
  'slot.ambulances': 'ambulanser',
  'slot.alsAmbulance': 'akutambulans',
  'slot.alsAmbulances': 'akutambulanser',
  'slot.alsUnits': 'akutenheter',
  'slot.units': 'enheter',
  'slot.obstetric': 'förlossning',
  'slot.psychiatric': 'psykiatri',
  'slot.paediatric': 'barnenhet',
  'slot.need:bariatric': 'tung patient',
  'slot.need:wheelchair': 'rullstol',
  'slot.need:child': 'barn',
  'slot.need:newborn': 'nyfödd',
  'slot.need:birth': 'förlossning',
  'slot.need:psychiatric': 'psykisk kris',
  'slot.need:intensiveCare': 'intensivvård',
  anyUnit: 'vilken enhet som helst',
};
