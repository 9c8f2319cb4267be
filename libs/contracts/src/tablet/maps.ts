import { z } from 'zod';
import { freeText, id, instant } from '../primitives.ts';
import { defineRoute } from '../route.ts';

/** What a tablet keeps of a map: `map` draws it (PMTiles 3), `places` finds addresses and facilities. */
export const MAP_PACK_KINDS = ['map', 'places'] as const;
export type MapPackKind = (typeof MAP_PACK_KINDS)[number];

/** A file of a map as the server has it, cut into parts that a tablet fetches, checks and keeps one by one. */
export const mapPackFile = z.object({
  id,
  /** The import that it was made from. */
  mapVersion: z.number().int(),
  madeAt: instant,
  bytes: z.number().int(),
  /** Of the whole file, in hexadecimal; its ETag too. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  partBytes: z.number().int().min(1),
  /** Of each part, in order; the last part is the shorter one. */
  partSha256s: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
});
export type MapPackFile = z.infer<typeof mapPackFile>;

export const mapPackView = z.object({
  kind: z.enum(MAP_PACK_KINDS),
  /** The newest one that is whole; an older import's while the present one's is made. */
  file: mapPackFile.nullable(),
  /** What is being made: 0 to 1. Null when `file` is of the present import. */
  progress: z.number().min(0).max(1).nullable(),
});
export const mapPacks = z.object({
  mapName: z.string(),
  mapVersion: z.number().int(),
  packs: z.array(mapPackView),
});
export type MapPacks = z.infer<typeof mapPacks>;

const mapName = freeText(100).min(1);

export const tabletMapRoutes = {
  getMapPacks: defineRoute({
    name: 'getMapPacks',
    method: 'GET',
    path: '/tablet/v1/maps/:mapName',
    summary:
      "What a tablet can keep of a map, with sizes and checksums; asking has the server make what it hasn't got",
    access: 'tablet',
    params: z.object({ mapName }),
    response: mapPacks,
  }),
  readMapPack: defineRoute({
    name: 'readMapPack',
    method: 'GET',
    path: '/tablet/v1/maps/:mapName/files/:packId',
    summary: 'A pack of a map, or the one range of it that the header `range` names (206)',
    access: 'tablet',
    params: z.object({ mapName, packId: id }),
    response: z.unknown().describe('application/octet-stream'),
  }),
} as const;
