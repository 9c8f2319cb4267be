/**
 * What a recommendation says. Values named `...Seconds` and `...Meters` come as numbers and are put in formatted under the
 * name without the ending; `status`, `missing` (capabilities with commas between) come as codes and are put in as words.
 */
export const en = {
  'because.nobodyFree':
    'No unit can be sent now: {rejected, plural, one {# is} other {# are}} busy, off duty or too far.',
  'because.onlyOne': '{callSign} is the only one that can come: arrives in {arrival}.',
  'because.nearestByRoad':
    '{callSign} arrives first in {arrival}, {lead} before {nextCallSign}: nearest by road.',
  'because.firstDespiteTurnout':
    '{callSign} arrives first in {arrival}, {lead} before {nextCallSign}: it leaves sooner.',
  'because.nextNotFree':
    '{callSign} arrives first in {arrival}, {lead} before {nextCallSign}, which is not free yet.',
  'because.together': '{callSign} arrives first in {arrival}, together with {nextCallSign}.',
  'because.laterBut.coverage':
    '{callSign} arrives in {arrival}. {nearerCallSign} would be {later} sooner, but would uncover {lossPercent} % of the expected calls.',
  'because.laterBut.diversion':
    '{callSign} arrives in {arrival}. {nearerCallSign} would be {later} sooner, but would leave incident {incidentNumber}.',
  'because.laterBut.border':
    '{callSign} arrives in {arrival}. {nearerCallSign} would be {later} sooner, but belongs to another region.',
  'because.laterBut.endOfShift':
    '{callSign} arrives in {arrival}. {nearerCallSign} would be {later} sooner, but its shift ends soon.',
  'because.laterBut.unfamiliarArea':
    '{callSign} arrives in {arrival}. {nearerCallSign} would be {later} sooner, but is far from its own area.',
  'because.laterBut.notYetFree':
    '{callSign} arrives in {arrival}. {nearerCallSign} might be {later} sooner, but is not free yet.',
  'because.unitDiverted':
    '{callSign} would leave incident {incidentNumber} (priority {priority}), which then waits again.',
  'because.unitSoonFree':
    '{callSign} is busy with incident {incidentNumber} for about {freeIn} more: it can only be reserved.',
  'because.unitNeighbour': '{callSign} comes from region {regionId}.',
  'because.unitReserved': '{callSign} is reserved for incident {incidentNumber}.',
  'because.nearerBusy':
    '{callSign} is nearer ({travel} by road) but busy: {status}, incident {incidentNumber}.',
  'because.proposedInstead': '{callSign} is not proposed, because {callSigns} can do all that it could.',
  'because.providedFor':
    '{callSign} is not proposed, because units sent before do what it could. Proposed: {callSigns}.',
  'because.proposedTogether': 'Proposed together: {callSigns}.',
  'because.planMetAlready': 'The units sent before meet the plan.',
  'because.planShort':
    'The plan lacks {count, plural, one {# unit} other {# units}} ({missing}): {found} of {wanted} found.',
  'because.coverageUnknown': 'Coverage is still being computed and was not counted.',
  'reject.offDuty': 'off duty',
  'reject.outOfService': 'out of service',
  'reject.neighbourNotAsked': 'region {regionId} is not asked for this priority',
  'reject.alreadySent': 'already sent: {status}',
  'reject.notFree': 'busy: {status}',
  'reject.capabilityMissing': 'lacks {missing}',
  'reject.positionUnknown': 'position unknown',
  'reject.positionTooOld': 'position too old',
  'reject.closedRoadOnly': 'only by closed roads',
  'reject.beyondLimit': 'no road within {limit}',
  'reject.beyondDistance': '{distance} by road, the plan allows {limit}',
  'reject.restDue': 'rest due: {duty} on duty by the end of the job',
  'reject.shiftEnds': 'shift ends in {endsIn}: the job would run {overrun} over',
  'reject.promised': 'proposed for incident {incidentNumber} (priority {priority})',
  'reject.other': 'not possible: {reason}',
  'rule.wait': 'until free',
  'rule.turnout': 'turnout',
  'rule.travel': 'travel',
  'rule.coverage': 'coverage lost',
  'rule.diversion': 'leaves another incident',
  'rule.border': 'another region',
  'rule.endOfShift': 'end of shift',
  'rule.unfamiliarArea': 'unfamiliar area',
  'rule.notYetFree': 'not free yet',
  'slot.first': 'first on scene',
  'slot.als': 'ALS',
  'slot.physician': 'physician',
  'slot.ambulance': 'ambulance',
  'slot.ambulances': 'ambulances',
  'slot.alsAmbulance': 'ALS ambulance',
  'slot.alsAmbulances': 'ALS ambulances',
  'slot.alsUnits': 'ALS units',
  'slot.units': 'units',
  'slot.obstetric': 'obstetric',
  'slot.psychiatric': 'psychiatric',
  'slot.paediatric': 'paediatric',
  'slot.need:bariatric': 'heavy patient',
  'slot.need:wheelchair': 'wheelchair',
  'slot.need:child': 'child',
  'slot.need:newborn': 'newborn',
  'slot.need:birth': 'birth',
  'slot.need:psychiatric': 'mental crisis',
  'slot.need:intensiveCare': 'intensive care',
  anyUnit: 'any unit',
} as const;

export type RankingTextKey = keyof typeof en;
export type RankingCatalogue = Readonly<Record<RankingTextKey, string>>;
