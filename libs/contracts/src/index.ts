import { accountRoutes } from './account.ts';
import { adminRoutes } from './admin/index.ts';
import { alarmRoutes } from './alarms.ts';
import { assignmentChangeRoutes } from './assignments.ts';
import { authRoutes } from './auth.ts';
import { callRoutes } from './calls.ts';
import { duplicateRoutes } from './duplicates.ts';
import { facilityRoutes } from './facilities.ts';
import { assignmentRoutes, incidentRoutes } from './incidents.ts';
import { coverageRoutes } from './coverage.ts';
import { closureRoutes } from './closures.ts';
import { hazardRoutes } from './hazards.ts';
import { historyRoutes } from './history.ts';
import { patientRoutes } from './patients.ts';
import { positionRoutes } from './positions.ts';
import { proposalRoutes } from './proposals.ts';
import { recommendationRoutes } from './recommendations.ts';
import { policyRoutes } from './policies.ts';
import { runRoutes } from './runs.ts';
import { sectorRoutes } from './sectors.ts';
import { supervisionRoutes } from './supervision.ts';
import { tabletRoutes } from './tablet/index.ts';
import { tileRoutes } from './tiles.ts';
import { placeRoutes, travelRoutes } from './travel.ts';
import { triageRoutes } from './triage.ts';
import { unitRoutes } from './units.ts';

export * from './primitives.ts';
export * from './route.ts';
export * from './problem.ts';
export * from './reasons.ts';
export * from './reason-texts.ts';
export * from './fault-texts.ts';
export * from './auth.ts';
export * from './account.ts';
export * from './admin/index.ts';
export * from './units.ts';
export * from './helping-unit.ts';
export * from './facilities.ts';
export * from './destination-texts.ts';
export * from './incidents.ts';
export * from './calls.ts';
export * from './patients.ts';
export * from './hazards.ts';
export * from './presence.ts';
export * from './assignments.ts';
export * from './recommendations.ts';
export * from './ranking-texts.ts';
export * from './positions.ts';
export * from './travel.ts';
export * from './closures.ts';
export * from './runs.ts';
export * from './tiles.ts';
export * from './policies.ts';
export * from './triage.ts';
export * from './triage-texts.ts';
export * from './field-fault-texts.ts';
export * from './text-fault-texts.ts';
export * from './coverage.ts';
export * from './proposals.ts';
export * from './proposal-texts.ts';
export * from './alarms.ts';
export * from './alarm-texts.ts';
export * from './duplicates.ts';
export * from './history.ts';
export * from './journal-kind-texts.ts';
export * from './journal-kinds.ts';
export * from './timeline-kinds.ts';
export * from './timeline-texts.ts';
export * from './sectors.ts';
export * from './supervision.ts';
export * from './tablet/index.ts';
export { MANEUVER_TEXTS, maneuverText } from './maneuver-texts.ts';
export * from './live.ts';
export * from './position-frame.ts';

/** Every HTTP route of the public api. */
export const routes = {
  ...alarmRoutes,
  ...duplicateRoutes,
  ...authRoutes,
  ...accountRoutes,
  ...adminRoutes,
  ...unitRoutes,
  ...facilityRoutes,
  ...incidentRoutes,
  ...callRoutes,
  ...patientRoutes,
  ...hazardRoutes,
  ...assignmentRoutes,
  ...assignmentChangeRoutes,
  ...recommendationRoutes,
  ...positionRoutes,
  ...travelRoutes,
  ...closureRoutes,
  ...runRoutes,
  ...placeRoutes,
  ...tileRoutes,
  ...policyRoutes,
  ...triageRoutes,
  ...proposalRoutes,
  ...coverageRoutes,
  ...sectorRoutes,
  ...supervisionRoutes,
  ...historyRoutes,
  ...tabletRoutes,
} as const;
