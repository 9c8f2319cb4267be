import { z } from 'zod';

/** Error body of every route: RFC 9457 problem details. `reason` is stable and translated by the screens. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  reason: z.string(),
  detail: z.string().optional(),
  requestId: z.string().optional(),
  /** The fields at fault, for invalid input. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Facts of the refusal, such as who won a race and when. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});
export type Problem = z.infer<typeof problem>;
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';
