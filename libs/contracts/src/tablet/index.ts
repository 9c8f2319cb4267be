import { tabletEnrolmentRoutes } from './enrolment.ts';
import { tabletOutboxRoutes } from './outbox.ts';
import { tabletStateRoutes } from './state.ts';

export * from './enrolment.ts';
export * from './outbox.ts';
export * from './state.ts';

export const tabletRoutes = {
  ...tabletEnrolmentRoutes,
  ...tabletOutboxRoutes,
  ...tabletStateRoutes,
} as const;
