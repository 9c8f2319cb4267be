import { tabletDeskRoutes } from './desk.ts';
import { tabletEnrolmentRoutes } from './enrolment.ts';
import { tabletNavigationRoutes } from './navigation.ts';
import { tabletMapRoutes } from './maps.ts';
import { tabletOutboxRoutes } from './outbox.ts';
import { patientRecordRoutes } from './patient-record.ts';
import { tabletStateRoutes } from './state.ts';

export * from './desk.ts';
export * from './enrolment.ts';
export * from './navigation.ts';
export * from './maps.ts';
export * from './outbox.ts';
export * from './patient-record.ts';
export * from './state.ts';

export const tabletRoutes = {
  ...tabletDeskRoutes,
  ...tabletEnrolmentRoutes,
  ...tabletNavigationRoutes,
  ...tabletMapRoutes,
  ...tabletOutboxRoutes,
  ...patientRecordRoutes,
  ...tabletStateRoutes,
} as const;
