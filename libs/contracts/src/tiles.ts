import { z } from 'zod';
import { FAULTS } from './fault-texts.ts';
import { freeText } from './primitives.ts';
import { defineRoute } from './route.ts';

const tileNumber = z.coerce.number().int().min(0);

export const tileRoutes = {
  readTile: defineRoute({
    name: 'readTile',
    method: 'GET',
    path: '/tiles/:z/:x/:y(^\\d+).mvt',
    summary: 'A vector tile of the basemap in the layers of Protomaps; map data only, so open to anybody',
    access: 'public',
    params: z
      .object({ z: tileNumber.max(16), x: tileNumber, y: tileNumber })
      .refine(({ z: zoom, x, y }) => x < 2 ** zoom && y < 2 ** zoom, {
        message: FAULTS.noSuchTile,
      }),
    query: z.object({
      /** Name of the map; the first one when left out. */
      map: freeText(60).optional(),
      /** Version of the map; makes the address new after an import. */
      v: freeText(20).optional(),
    }),
    response: z.instanceof(Uint8Array),
  }),
} as const;
