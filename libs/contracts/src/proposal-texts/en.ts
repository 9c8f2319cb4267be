/** Values in braces are filled in by the screen; times are whole minutes. */
export const en = {
  sendJointly:
    'Deciding {incidents} waiting incidents together saves {savedMinutes} min of waiting, weighted by priority, against first come, first served.',
  exchange:
    '{callSign} is free and {savedMinutes} min nearer to incident {incidentNumber} than {otherCallSign}, which is still {outMinutes} min out.',
  diversion:
    '{callSign}, on its way to incident {otherIncidentNumber} (priority {otherPriority}), would reach incident {incidentNumber} (priority {priority}) {savedMinutes} min sooner than {otherCallSign}.',
  diversionNobodyFree:
    'Nobody is free for incident {incidentNumber} (priority {priority}); {callSign}, on its way to incident {otherIncidentNumber} (priority {otherPriority}), could be there in {arrivalMinutes} min.',
  fillPlan:
    'Incident {incidentNumber} lacks units that its plan asks for; {callSign} is free and could be there in {arrivalMinutes} min.',
  nearest: '{callSign} is the first to arrive.',
  nearestNeededElsewhere:
    '{callSign} rather than the nearer {nearestCallSign}, which is needed more at incident {otherIncidentNumber}.',
  nearestKeptFree:
    '{callSign} rather than the nearer {nearestCallSign}, which covers the area where the next calls are expected.',
  nearestLessSuited: '{callSign} rather than the nearer {nearestCallSign}, which suits the case less.',
  waitForUnit:
    'Wait for {callSign}, free in {freeMinutes} min: it arrives {savedMinutes} min sooner than {otherCallSign} sent now.',
  waitForUnitNobodyFree: 'Nobody is free; {callSign} is the next, in {freeMinutes} min.',
  nobody: 'No unit can be foreseen for this incident; look for help from outside.',
  exchanged: '{callSign} takes over from {otherCallSign}.',
  diverted:
    '{callSign} is turned away from incident {otherIncidentNumber}, which then waits for another unit.',
} as const;

export type ProposalTextKey = keyof typeof en;
export type ProposalTexts = Readonly<Record<ProposalTextKey, string>>;
