import { tabletEnrolmentRoutes } from './enrolment.ts';
import { tabletMapRoutes } from './maps.ts';
import { tabletOutboxRoutes } from './outbox.ts';
import { tabletStateRoutes } from './state.ts';

export * from './enrolment.ts';
export * from './maps.ts';
export * from './outbox.ts';
export * from './state.ts';

export const tabletRoutes = {
  ...tabletEnrolmentRoutes,
  ...tabletMapRoutes,
  ...tabletOutboxRoutes,
  ...tabletStateRoutes,
} as const;
