import type { RankingCatalogue } from './en.ts';

export const cs: RankingCatalogue = {
  'because.nobodyFree':
    'Teď nelze nikoho vyslat: {rejected, plural, one {# posádka je zaneprázdněná, mimo službu nebo daleko} few {# posádky jsou zaneprázdněné, mimo službu nebo daleko} many {# posádky je zaneprázdněno, mimo službu nebo daleko} other {# posádek je zaneprázdněno, mimo službu nebo daleko}}.',
  'because.onlyOne': 'Přijet může jen {callSign}: dorazí za {arrival}.',
  'because.nearestByRoad':
    '{callSign} dorazí první za {arrival}, {lead} před {nextCallSign}: po silnici nejblíž.',
  'because.firstDespiteTurnout':
    '{callSign} dorazí první za {arrival}, {lead} před {nextCallSign}: vyjede dřív.',
  'because.nextNotFree':
    '{callSign} dorazí první za {arrival}, {lead} před {nextCallSign}, která ještě není volná.',
  'because.together': '{callSign} dorazí první za {arrival}, zároveň s {nextCallSign}.',
  'because.laterBut.coverage':
    '{callSign} dorazí za {arrival}. {nearerCallSign} by tu byla o {later} dřív, ale nechala by bez pokrytí {lossPercent} % očekávaných volání.',
  'because.laterBut.diversion':
    '{callSign} dorazí za {arrival}. {nearerCallSign} by tu byla o {later} dřív, ale musela by opustit událost {incidentNumber}.',
  'because.laterBut.border':
    '{callSign} dorazí za {arrival}. {nearerCallSign} by tu byla o {later} dřív, ale patří jinému regionu.',
  'because.laterBut.endOfShift':
    '{callSign} dorazí za {arrival}. {nearerCallSign} by tu byla o {later} dřív, ale brzy jí končí směna.',
  'because.laterBut.unfamiliarArea':
    '{callSign} dorazí za {arrival}. {nearerCallSign} by tu byla o {later} dřív, ale je daleko od svého obvodu.',
  'because.laterBut.notYetFree':
    '{callSign} dorazí za {arrival}. {nearerCallSign} by tu mohla být o {later} dřív, ale ještě není volná.',
  'because.unitDiverted':
    '{callSign} by opustila událost {incidentNumber} (naléhavost {priority}), která by znovu čekala.',
  'because.unitSoonFree':
    '{callSign} má ještě asi {freeIn} práci s událostí {incidentNumber}: lze ji jen rezervovat.',
  'because.unitNeighbour': '{callSign} přijede z regionu {regionId}.',
  'because.unitReserved': '{callSign} je rezervována pro událost {incidentNumber}.',
  'because.nearerBusy':
    '{callSign} je blíž ({travel} po silnici), ale zaneprázdněna: {status}, událost {incidentNumber}.',
  'because.proposedInstead': '{callSign} není navržena, protože vše, co by zvládla, zajistí i {callSigns}.',
  'because.providedFor':
    '{callSign} není navržena, protože totéž zajišťují dříve vyslané posádky. Navrženo: {callSigns}.',
  'because.proposedTogether': 'Navrženy společně: {callSigns}.',
  'because.planMetAlready': 'Dříve vyslané posádky plán splňují.',
  'because.planShort':
    'K plánu chybí {count, plural, one {# posádka} few {# posádky} many {# posádky} other {# posádek}} ({missing}): nalezeno {found} z {wanted}.',
  'because.coverageUnknown': 'Pokrytí se ještě počítá, nebylo zahrnuto.',
  'reject.offDuty': 'mimo službu',
  'reject.outOfService': 'mimo provoz',
  'reject.neighbourNotAsked': 'region {regionId} se při této naléhavosti nežádá',
  'reject.alreadySent': 'už vyslána: {status}',
  'reject.notFree': 'zaneprázdněna: {status}',
  'reject.capabilityMissing': 'chybí {missing}',
  'reject.positionUnknown': 'poloha neznámá',
  'reject.positionTooOld': 'poloha příliš stará',
  'reject.closedRoadOnly': 'jen po uzavřené silnici',
  'reject.beyondLimit': 'žádná cesta do {limit}',
  'reject.beyondDistance': '{distance} po silnici, plán připouští {limit}',
  'reject.restDue': 'má mít odpočinek: na konci výjezdu {duty} ve službě',
  'reject.shiftEnds': 'směna končí za {endsIn}: výjezd by přesáhl o {overrun}',
  'reject.promised': 'navržena pro událost {incidentNumber} (naléhavost {priority})',
  'reject.other': 'nelze: {reason}',
  'rule.wait': 'než bude volná',
  'rule.turnout': 'výjezd',
  'rule.travel': 'jízda',
  'rule.coverage': 'ztráta pokrytí',
  'rule.diversion': 'opustí jinou událost',
  'rule.border': 'jiný region',
  'rule.endOfShift': 'konec směny',
  'rule.unfamiliarArea': 'neznámý obvod',
  'rule.notYetFree': 'ještě není volná',
  'slot.first': 'první na místě',
  'slot.als': 'RZP',
  'slot.physician': 'lékař',
  'slot.ambulance': 'sanitka',
  'slot.ambulances': 'sanitky',
  'slot.alsAmbulance': 'sanitka RZP',
  'slot.alsAmbulances': 'sanitky RZP',
  'slot.alsUnits': 'posádky RZP',
  'slot.units': 'posádky',
  'slot.obstetric': 'porodní posádka',
  'slot.psychiatric': 'psychiatrická posádka',
  'slot.paediatric': 'dětská posádka',
  'slot.need:bariatric': 'těžký pacient',
  'slot.need:wheelchair': 'vozík',
  'slot.need:child': 'dítě',
  'slot.need:newborn': 'novorozenec',
  'slot.need:birth': 'porod',
  'slot.need:psychiatric': 'duševní krize',
  'slot.need:intensiveCare': 'intenzivní péče',
  anyUnit: 'jakákoli posádka',
};
