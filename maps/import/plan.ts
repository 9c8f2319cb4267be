import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { z } from 'zod';
import { regionId } from '#contracts/primitives.ts';
import { normalizeSearchText, toLatin } from '#domain/places/search-text.ts';
import { requireRows } from './csv.ts';
import { readFacilitiesCsv } from './facilities.ts';
import { ImportError } from './import-error.ts';
import { currencySchema, findPreset, languageSchema, PRESET_NAMES, timeZoneSchema } from './presets.ts';
import type { MapSource, RegionArea } from './presets.ts';
import type { RegionRow } from './publish.ts';
import { readStationsCsv } from './stations.ts';

/** What the person asked for; every field beside `source` or `map` has a sensible default. */
export interface RegionRequest {
  /** A preset's name or an OpenStreetMap file. Absent: put a region on the existing map `map`. */
  source?: string | undefined;
  name?: string | undefined;
  map?: string | undefined;
  timeZone?: string | undefined;
  currency?: string | undefined;
  languages?: readonly string[] | undefined;
  /** CSV file with the columns name, lon, lat. */
  stationsCsv?: string | undefined;
  /** CSV file with the columns name, kind, lon, lat and perhaps emergency. */
  facilitiesCsv?: string | undefined;
  /** Also a training region, whose incidents never count. Presets say so themselves. */
  training?: boolean | undefined;
}

/** What the import will do. */
export interface RegionPlan {
  mapName: string;
  /** Undefined when only regions are to be put on an existing map. */
  source: MapSource | undefined;
  /** A preset's map that exists already is not imported again for a further region. */
  mayReuseMap: boolean;
  regions: RegionRow[];
  /** Outline of what is land for sure; see the preset's field. */
  land: readonly (readonly [number, number])[] | undefined;
}

const slugOf = (text: string): string => {
  const slug = toLatin(normalizeSearchText(text))
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 38);
  return /^[a-z]/.test(slug) && slug.length >= 2 ? slug : `region-${slug}`;
};

function check<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ImportError(`${what} "${String(value)}" ${parsed.error.issues[0]?.message ?? 'is wrong'}`);
}

type ReadCsv<T> = (text: string) => { rows: T[]; faults: string[] };

function readCsvFile<T>(file: string | undefined, what: string, readCsv: ReadCsv<T>): T[] | undefined {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ImportError(`the ${what} can't be read: ${(error as Error).message}`);
  }
  return requireRows(readCsv(text), basename(file));
}

/**
 * Turns a request into what is to be done, before anything is touched.
 * @throws ImportError when a word of it is unknown or wrong
 */
export function planImport(request: RegionRequest): RegionPlan {
  const preset = request.source === undefined ? undefined : findPreset(request.source);
  if (!preset) return planFile(request);
  const main = makeRegion(request, {
    ...preset,
    area: preset.area ?? null,
    stations: preset.stations,
    isTraining: false,
  });
  const regions = [main];
  if (preset.training) regions.push({ ...main, ...preset.training, isTraining: true });
  return {
    mapName: check(regionId, request.map ?? preset.map, 'the map'),
    source: preset.source,
    mayReuseMap: true,
    regions,
    land: preset.land,
  };
}

function planFile(request: RegionRequest): RegionPlan {
  const { source, map } = request;
  if (source === undefined && (map === undefined || request.name === undefined)) {
    throw new ImportError(
      `say what to import: one of ${PRESET_NAMES.join(', ')} or an .osm.pbf file ` +
        '(or --map MAP --name NAME for a further region on a map that is there)',
    );
  }
  if (source !== undefined && !/[./\\]/.test(source)) {
    throw new ImportError(`there is no preset "${source}": use one of ${PRESET_NAMES.join(', ')} or a file`);
  }
  const name = request.name ?? basename(source!).replace(/\.(osm|pbf|opl|gz|bz2)(?=\.|$)/gi, '');
  const main = makeRegion(request, {
    id: slugOf(name),
    name,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    currency: 'EUR',
    languages: ['en'],
    area: null,
    stations: { kind: 'ambulance-stations' },
    isTraining: false,
  });
  const regions = [main];
  if (request.training) {
    const id = check(regionId, `${main.id}-training`, 'the training region');
    regions.push({ ...main, id, name: `${name} (training)`, isTraining: true });
  }
  return {
    mapName: check(regionId, map ?? main.id, 'the map'),
    source: source === undefined ? undefined : { kind: 'file', file: source },
    mayReuseMap: false,
    regions,
    land: undefined,
  };
}

type RegionDefaults = Omit<RegionRow, 'area' | 'facilities'> & { area: RegionArea | null };

function makeRegion(request: RegionRequest, defaults: RegionDefaults): RegionRow {
  const stations = readCsvFile(request.stationsCsv, 'stations', readStationsCsv);
  return {
    id: check(regionId, defaults.id, 'the region'),
    name: request.name ?? defaults.name,
    timeZone: check(timeZoneSchema, request.timeZone ?? defaults.timeZone, 'the time zone'),
    currency: check(currencySchema, request.currency ?? defaults.currency, 'the currency'),
    languages: (request.languages ?? defaults.languages).map((code) =>
      check(languageSchema, code, 'the language'),
    ),
    isTraining: false,
    area: defaults.area,
    stations: stations ? { kind: 'list', stations } : defaults.stations,
    facilities: readCsvFile(request.facilitiesCsv, 'facilities', readFacilitiesCsv) ?? [],
  };
}
