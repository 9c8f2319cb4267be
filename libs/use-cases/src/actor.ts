import type { Role } from '#domain';
import { refuse, type Refusal } from './outcome.ts';

/** Who gives a command. */
export interface Actor {
  readonly kind: 'user' | 'device' | 'system';
  readonly id: string;
  readonly displayName: string;
  readonly roles: readonly { readonly regionId: string; readonly role: Role }[];
}

/** True when the actor holds one of the roles in the region. */
export function holdsRole(actor: Actor, regionId: string, roles: readonly Role[]): boolean {
  return actor.roles.some((held) => held.regionId === regionId && roles.includes(held.role));
}

/**
 * Undefined when allowed. A region in which the actor holds nothing does not exist for them; a region in which
 * they hold another role forbids.
 */
export function checkAccess(actor: Actor, regionId: string, roles: readonly Role[]): Refusal | undefined {
  if (holdsRole(actor, regionId, roles)) return undefined;
  return refuse(actor.roles.some((held) => held.regionId === regionId) ? 'forbidden' : 'notFound');
}

/** The region meant: the one named, else the first in which the actor holds one of the roles. */
export function chooseRegion(
  actor: Actor,
  named: string | undefined,
  roles: readonly Role[],
): string | undefined {
  return named ?? actor.roles.find((held) => roles.includes(held.role))?.regionId;
}
