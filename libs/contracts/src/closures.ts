import { z } from 'zod';
import { FAULTS } from './fault-texts.ts';
import { commandBase, coordinates, freeText, id, instant, page, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

/** What a dispatcher draws: the roads it means are found by the server. */
export const closureShape = z.discriminatedUnion('type', [
  /** Along the road from point to point; `drawn` takes only the direction of the drawing. */
  z.object({
    type: z.literal('line'),
    coordinates: z.array(coordinates).min(2).max(200),
    directions: z.enum(['both', 'drawn']).default('both'),
  }),
  /** Every road inside or crossing; the last corner joins the first. */
  z.object({ type: z.literal('polygon'), coordinates: z.array(coordinates).min(3).max(200) }),
  /** The nearest stretch from junction to junction; with a compass direction only that way along it. */
  z.object({
    type: z.literal('point'),
    coordinates,
    towardsDegrees: z.number().min(0).lt(360).nullable().default(null),
  }),
]);
export type ClosureShape = z.infer<typeof closureShape>;

/** A stretch that is closed, or `slow`: it takes `timeFactor` times as long as usual. */
export const closureKind = z.enum(['closed', 'slow']);
export type ClosureKind = z.infer<typeof closureKind>;
export const timeFactor = z.number().min(0.1).max(100);

/** The stretches a shape stands for, each from junction to junction. */
export const closedStretches = z.object({
  /** One line per stretch, in its direction of driving where only one is closed. */
  coordinates: z.array(z.array(coordinates)),
  /** Names of the roads, each once. */
  roadNames: z.array(z.string()),
  edgeCount: z.number().int(),
  lengthMeters: z.number(),
});

export type ClosedStretches = z.infer<typeof closedStretches>;

export const closureView = z.object({
  id,
  regionId,
  kind: closureKind,
  timeFactor: z.number().nullable(),
  /** True where vehicles on an emergency run may drive all the same. */
  emergencyMayPass: z.boolean(),
  reason: z.string(),
  startsAt: instant,
  /** Null: until it is lifted. */
  endsAt: instant.nullable(),
  liftedAt: instant.nullable(),
  createdAt: instant,
  createdByName: z.string().nullable(),
  /** As of the answer; screens follow `startsAt` and `endsAt` by their own clock. */
  state: z.enum(['planned', 'inForce', 'ended']),
  shape: closureShape.nullable(),
  ...closedStretches.shape,
});
export type ClosureView = z.infer<typeof closureView>;

export const previewClosureBody = z.object({ regionId: regionId.optional(), shape: closureShape });
export type PreviewClosureBody = z.infer<typeof previewClosureBody>;

export const createClosureBody = z
  .object({
    ...commandBase,
    regionId: regionId.optional(),
    shape: closureShape,
    kind: closureKind.default('closed'),
    timeFactor: timeFactor.nullable().default(null),
    emergencyMayPass: z.boolean().default(false),
    /** Now when absent. */
    startsAt: instant.nullable().default(null),
    endsAt: instant.nullable().default(null),
    reason: freeText(500).default(''),
  })
  .refine((body) => body.kind !== 'slow' || body.timeFactor !== null, {
    message: FAULTS.timeFactorNeeded,
    path: ['timeFactor'],
  });
export type CreateClosureBody = z.infer<typeof createClosureBody>;

export const patchClosureBody = z
  .object({
    ...commandBase,
    /** Null: until it is lifted. */
    endsAt: instant.nullable().optional(),
    emergencyMayPass: z.boolean().optional(),
    timeFactor: timeFactor.optional(),
    reason: freeText(500).optional(),
  })
  .refine(
    (body) =>
      body.endsAt !== undefined ||
      body.emergencyMayPass !== undefined ||
      body.timeFactor !== undefined ||
      body.reason !== undefined,
    { message: FAULTS.nothingToChange },
  );
export type PatchClosureBody = z.infer<typeof patchClosureBody>;

export const liftClosureBody = z.object({ ...commandBase });
export type LiftClosureBody = z.infer<typeof liftClosureBody>;

const closureParams = z.object({ closureId: id });

export const closureRoutes = {
  previewClosure: defineRoute({
    name: 'previewClosure',
    method: 'POST',
    path: '/api/v1/closures/preview',
    summary: 'The stretches of road that a drawn shape would close',
    access: CONTROL_ROOM,
    body: previewClosureBody,
    response: closedStretches,
  }),
  createClosure: defineRoute({
    name: 'createClosure',
    method: 'POST',
    path: '/api/v1/closures',
    summary: 'Close a stretch of road, or say that it is slow, for all regions of the map',
    access: CONTROL_ROOM,
    body: createClosureBody,
    response: closureView,
    isCommand: true,
  }),
  patchClosure: defineRoute({
    name: 'patchClosure',
    method: 'PATCH',
    path: '/api/v1/closures/:closureId',
    summary:
      "Change the end of a closure of one's own region, whom it lets pass, how slow it is, or its reason",
    access: CONTROL_ROOM,
    params: closureParams,
    body: patchClosureBody,
    response: closureView,
    isCommand: true,
  }),
  liftClosure: defineRoute({
    name: 'liftClosure',
    method: 'POST',
    path: '/api/v1/closures/:closureId/lift',
    summary: "End a closure of one's own region now",
    access: CONTROL_ROOM,
    params: closureParams,
    body: liftClosureBody,
    response: closureView,
    isCommand: true,
  }),
  listClosures: defineRoute({
    name: 'listClosures',
    method: 'GET',
    path: '/api/v1/closures',
    summary: "Closures and slow stretches on the region's map, of every region that shares it",
    access: [...CONTROL_ROOM, 'crew'],
    query: z.object({
      regionId: regionId.optional(),
      /** `current`: in force and planned; `ended`: the others, last ended first. */
      state: z.enum(['current', 'ended']).default('current'),
      ...page.shape,
    }),
    response: z.object({ closures: z.array(closureView) }),
  }),
} as const;
