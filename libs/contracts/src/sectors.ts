import { z } from 'zod';
import { commandBase, coordinates, freeText, id, instant, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

const name = freeText(80).refine((text) => text.trim() !== '');
/** Corners in order; the first is not repeated at the end. */
const corners = z.array(coordinates).min(3).max(500);

/** A named part of a region. One dispatcher at a time holds it. */
export const sectorView = z.object({
  id,
  regionId,
  name: z.string(),
  version: z.number().int(),
  /** Outer rings of its parts. */
  outlines: z.array(z.array(coordinates)),
  /** True once it was taken out of use; nothing lies in it any more. */
  isRemoved: z.boolean(),
  /** Who is in charge of it now; null when nobody is, which supervisors are shown. */
  holder: z
    .object({
      userId: id,
      displayName: z.string(),
      sinceAt: instant,
      /** False when the holder has no session any more: the sector is held in name only. */
      isSignedIn: z.boolean(),
    })
    .nullable(),
});
export type SectorView = z.infer<typeof sectorView>;

export const createSectorBody = z.object({
  ...commandBase,
  regionId: regionId.optional(),
  name,
  outline: corners,
});
export type CreateSectorBody = z.infer<typeof createSectorBody>;

export const createDefaultSectorsBody = z.object({ ...commandBase, regionId: regionId.optional() });
export type CreateDefaultSectorsBody = z.infer<typeof createDefaultSectorsBody>;

export const patchSectorBody = z.object({
  ...commandBase,
  /** The version the change was made on; an older one is refused with 409. */
  expectedVersion: z.number().int(),
  name: name.optional(),
  outline: corners.optional(),
});
export type PatchSectorBody = z.infer<typeof patchSectorBody>;

export const removeSectorBody = z.object({ ...commandBase, expectedVersion: z.number().int() });
export type RemoveSectorBody = z.infer<typeof removeSectorBody>;

export const setSectorHolderBody = z.object({
  ...commandBase,
  /** Who is to hold it: oneself to take it over, somebody else to hand it over, null to give it up. */
  holderId: id.nullable(),
  /** Who held it on the screen that this was decided on; when it is somebody else by now, nothing changes. */
  expectedHolderId: id.nullable(),
});
export type SetSectorHolderBody = z.infer<typeof setSectorHolderBody>;

const sectorParams = z.object({ sectorId: id });
const ofRegion = z.object({ regionId: regionId.optional() });

export const sectorRoutes = {
  listSectors: defineRoute({
    name: 'listSectors',
    method: 'GET',
    path: '/api/v1/sectors',
    summary: 'The sectors of a region, who holds each, and who may',
    access: [...CONTROL_ROOM, 'analyst'],
    query: ofRegion,
    response: z.object({
      sectors: z.array(sectorView),
      /** Dispatchers and supervisors of the region, to hand a sector over to; `isSignedIn` ones first. */
      staff: z.array(z.object({ userId: id, displayName: z.string(), isSignedIn: z.boolean() })),
    }),
  }),
  createSector: defineRoute({
    name: 'createSector',
    method: 'POST',
    path: '/api/v1/sectors',
    summary: 'Add a sector by its outline',
    access: ['supervisor', 'admin'],
    body: createSectorBody,
    response: sectorView,
    status: 201,
    isCommand: true,
  }),
  createDefaultSectors: defineRoute({
    name: 'createDefaultSectors',
    method: 'POST',
    path: '/api/v1/sectors/default',
    summary: 'Divide a region that has no sectors among groups of neighbouring stations, by nearest station',
    access: ['supervisor', 'admin'],
    body: createDefaultSectorsBody,
    response: z.object({ sectors: z.array(sectorView) }),
    status: 201,
    isCommand: true,
  }),
  patchSector: defineRoute({
    name: 'patchSector',
    method: 'PATCH',
    path: '/api/v1/sectors/:sectorId',
    summary: 'Rename a sector or draw it anew',
    access: ['supervisor', 'admin'],
    params: sectorParams,
    body: patchSectorBody,
    response: sectorView,
    isCommand: true,
  }),
  removeSector: defineRoute({
    name: 'removeSector',
    method: 'POST',
    path: '/api/v1/sectors/:sectorId/remove',
    summary: 'Take a sector out of use',
    access: ['supervisor', 'admin'],
    params: sectorParams,
    body: removeSectorBody,
    response: sectorView,
    isCommand: true,
  }),
  setSectorHolder: defineRoute({
    name: 'setSectorHolder',
    method: 'POST',
    path: '/api/v1/sectors/:sectorId/holder',
    summary: 'Take a sector over, hand it over or give it up; a supervisor may do so for others',
    access: CONTROL_ROOM,
    params: sectorParams,
    body: setSectorHolderBody,
    response: sectorView,
    isCommand: true,
  }),
} as const;
