import type { Role } from '#domain';
import { type Actor, checkAccess, chooseRegion } from '#use-cases';
import { ProblemException } from './problem.ts';

/** The region a read is about, when the actor may read it there. */
export function readableRegion(actor: Actor, named: string | undefined, roles: readonly Role[]): string {
  const regionId = chooseRegion(actor, named, roles);
  if (regionId === undefined) throw new ProblemException('forbidden');
  const denied = checkAccess(actor, regionId, roles);
  if (denied) throw new ProblemException(denied.reason);
  return regionId;
}
