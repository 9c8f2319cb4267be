import { z } from 'zod';
import { id, regionId } from './primitives.ts';

/** What of an incident somebody has under the hand. */
export const PRESENCE_FIELDS = [
  'location',
  'category',
  'priority',
  'needs',
  'notes',
  'callers',
  'patients',
  'hazards',
  'remark',
] as const;
export type PresenceField = (typeof PRESENCE_FIELDS)[number];

/** Said by a desk when it opens an incident or a field, and again every few seconds while it has it open. */
export const presenceBody = z.object({
  regionId,
  /** Null: none is open. */
  incidentId: id.nullable(),
  field: z.enum(PRESENCE_FIELDS).nullable().default(null),
});
export type PresenceBody = z.input<typeof presenceBody>;

export interface PresenceView {
  readonly userId: string;
  readonly name: string;
  readonly incidentId: string;
  readonly field: PresenceField | null;
}

/** How often a desk says again what it has open; */
export const PRESENCE_REPEAT_MS = 3000;
/** and after how long without it nobody believes it any more. */
export const PRESENCE_LOST_MS = 8000;
