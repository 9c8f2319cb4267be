import { importRoutes } from './imports.ts';
import { recordRoutes } from './records.ts';
import { userAdminRoutes } from './users.ts';

export * from './records.ts';
export * from './users.ts';
export * from './imports.ts';
export * from './import-texts.ts';

export const adminRoutes = { ...recordRoutes, ...userAdminRoutes, ...importRoutes } as const;
