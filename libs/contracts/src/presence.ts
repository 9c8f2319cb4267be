import { z } from 'zod';
import { id, regionId } from './primitives.ts';

export * from './presence-times.ts';

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
