import { z } from 'zod';
import { FAULTS } from './fault-texts.ts';

/** WGS 84 longitude and latitude in degrees. */
export const longitude = z.number().min(-180).max(180);
export const latitude = z.number().min(-90).max(90);
export const lonLat = z.object({ lon: longitude, lat: latitude });
export type LonLatObject = z.infer<typeof lonLat>;

/** `[lon, lat]` in degrees. */
export const coordinates = z.tuple([longitude, latitude]);

/** A place in a request, either way: `{lon, lat}` or `[lon, lat]`. */
export const placeInput = z.union([lonLat, coordinates.transform(([lon, lat]) => ({ lon, lat }))]);

export const id = z.uuid();
const EARLIEST_MILLISECONDS = Date.UTC(1970, 0, 1);
const LATEST_MILLISECONDS = Date.UTC(2200, 0, 1);
/**
 * Instants travel as ISO 8601 with an offset. A clock that was never set says 1970, which is taken; what lies beyond
 * is no clock's, and years outside 1 to 9999 come back from PostgreSQL in a form that no client reads.
 */
export const instant = z.iso.datetime({ offset: true }).refine(
  (text) => {
    const milliseconds = Date.parse(text);
    // What is no time at all (NaN) has been said already.
    return !(milliseconds < EARLIEST_MILLISECONDS || milliseconds >= LATEST_MILLISECONDS);
  },
  { message: FAULTS.noSuchTime },
);
export const regionId = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);

// Control characters other than tab and line breaks have no place in a caller's words, and PostgreSQL refuses NUL.
// eslint-disable-next-line no-control-regex -- the pattern is about control characters
const FORBIDDEN_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

/** Free text from people: any script and direction, no control characters, no lone surrogates. */
export const freeText = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((text) => !FORBIDDEN_CHARACTERS.test(text) && isWellFormed(text), {
      message: FAULTS.forbiddenCharacters,
    });

/** As people write it: 3 to 15 digits (ITU-T E.164), with what parts them, and a plus before an international one. */
export const phoneNumber = z
  .string()
  .trim()
  .max(40)
  .regex(/^\+?[\d ()./-]+$/, { message: FAULTS.phoneUnclear })
  .refine((text) => /^\d{3,15}$/.test(text.replace(/\D/g, '')), { message: FAULTS.phoneUnclear });

/** Made by the client for each command; a UUIDv7, so that its age can be told. */
export const commandId = z.uuidv7();
/** Every command body carries its id; the region defaults to the user's own first one. */
export const commandBase = { commandId };

export const page = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
