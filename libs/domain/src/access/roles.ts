/** Roles; each is held within named regions only. */
export const ROLES = [
  'dispatcher',
  'supervisor',
  'crew',
  'facility',
  'fleetManager',
  'approver',
  'analyst',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];
