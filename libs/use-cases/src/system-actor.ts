import type { Actor } from './actor.ts';

/** Who acts when the system itself notices something: positions, timers. It holds no role; what it does is journalled. */
export const SYSTEM_ACTOR: Actor = {
  kind: 'system',
  id: '00000000-0000-0000-0000-000000000000',
  displayName: '',
  roles: [],
};
