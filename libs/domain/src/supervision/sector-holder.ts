import type { Decision } from '../decision.ts';

export interface SectorHolderChange {
  readonly actorId: string;
  /** Supervisors decide for others, too. */
  readonly mayDecideForOthers: boolean;
  readonly holderId: string | null;
  /** Who is to hold it; null gives it up. */
  readonly nextHolderId: string | null;
  /** Who held it on the screen that this was decided on. */
  readonly expectedHolderId: string | null;
  /** Whether the next holder works in this control room. */
  readonly isStaff: boolean;
}

/**
 * Taking a sector over is anybody's right, since somebody must answer for it; handing it over or giving it up is the
 * holder's own. Two who take at once do not both get it: the second decided on an older screen.
 */
export function decideSectorHolder(
  change: SectorHolderChange,
): Decision<
  { readonly holderId: string | null },
  'sectorTaken' | 'nothingChanged' | 'sectorNotYours' | 'holderNotStaff'
> {
  const { actorId, holderId, nextHolderId } = change;
  const refuse = <const Reason extends string>(reason: Reason) => ({ ok: false, reason }) as const;
  if (holderId !== change.expectedHolderId) return refuse('sectorTaken');
  if (nextHolderId === holderId) return refuse('nothingChanged');
  const isOwn = nextHolderId === actorId || holderId === actorId;
  if (!isOwn && !change.mayDecideForOthers) return refuse('sectorNotYours');
  if (nextHolderId !== null && !change.isStaff) return refuse('holderNotStaff');
  return { ok: true, next: { holderId: nextHolderId }, events: [] };
}
