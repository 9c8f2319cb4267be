import { z } from 'zod';
import { regionId } from '#contracts/primitives.ts';
import centralBohemia from '../regions/central-bohemia.json' with { type: 'json' };
import gothenburg from '../regions/gothenburg.json' with { type: 'json' };
import montevideo from '../regions/montevideo.json' with { type: 'json' };
import prague from '../regions/prague.json' with { type: 'json' };
import sofia from '../regions/sofia.json' with { type: 'json' };
import stockholm from '../regions/stockholm.json' with { type: 'json' };

const timeZone = z.string().refine((name) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}, 'is no IANA time zone, like Europe/Prague');
const currency = z.string().regex(/^[A-Z]{3}$/, 'is no ISO 4217 code, like CZK');
const language = z.string().regex(/^[a-z]{2}$/, 'is no ISO 639-1 code, like cs');
/** West, south, east, north in degrees. */
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);

const stationRow = z.object({ name: z.string().min(1), lon: z.number(), lat: z.number() });
export type StationRow = z.infer<typeof stationRow>;

/** Where a map's data comes from. */
export const mapSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('npm-mvt'), package: z.string(), folder: z.string() }),
  z.object({ kind: z.literal('npm-geojson'), package: z.string(), file: z.string() }),
  z.object({
    kind: z.literal('url'),
    /** Below the base URL, which may be set; the default is download.geofabrik.de. */
    path: z.string(),
    /** Cut to this box after fetching. */
    box: box.optional(),
  }),
  z.object({ kind: z.literal('file'), file: z.string() }),
]);
export type MapSource = z.infer<typeof mapSource>;

/** Where a region's stations come from. */
export const stationSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** Ambulance stations of OpenStreetMap. */
  z.object({ kind: z.literal('ambulance-stations') }),
  /** Stations for a demonstration, at real hospitals, clinics and fire stations spread over the city. */
  z.object({
    kind: z.literal('emergency-facilities'),
    count: z.number().int().min(1).max(200),
    /** Mobile emergency services of the city: places with these names are preferred. */
    services: z.array(z.string().min(1)).optional(),
  }),
  z.object({ kind: z.literal('list'), stations: z.array(stationRow).min(1) }),
]);
export type StationSource = z.infer<typeof stationSource>;

/** The part of the map that a region answers for: inside one box, outside of others. */
export const regionArea = z.object({ within: box.optional(), outside: z.array(box).optional() });
export type RegionArea = z.infer<typeof regionArea>;

export const regionPreset = z
  .object({
    id: regionId,
    name: z.string().min(1),
    /** Several regions may share one map. */
    map: regionId,
    timeZone,
    currency,
    languages: z.array(language).min(1),
    source: mapSource,
    stations: stationSource,
    area: regionArea.optional(),
    /** The data has no coastline, and beyond its roads lies the sea: land is what the roads enclose, and this outline. */
    land: z
      .array(z.tuple([z.number(), z.number()]))
      .min(3)
      .optional(),
    training: z.object({ id: regionId, name: z.string().min(1) }).optional(),
  })
  .strict();
export type RegionPreset = z.infer<typeof regionPreset>;

const RAW_PRESETS: Readonly<Record<string, unknown>> = {
  montevideo,
  gothenburg,
  sofia,
  stockholm,
  'central-bohemia': centralBohemia,
  prague,
};

export const PRESET_NAMES = Object.keys(RAW_PRESETS);
/** Undefined when no preset has that name. @throws ZodError when the preset itself is wrong */
export const findPreset = (name: string): RegionPreset | undefined =>
  name in RAW_PRESETS ? regionPreset.parse(RAW_PRESETS[name]) : undefined;
export { currency as currencySchema, language as languageSchema, timeZone as timeZoneSchema };
