import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyBasemap } from './build-basemap.ts';
import { copyPlaces } from './build-places.ts';
import type { PlaceCounts } from './build-places.ts';
import { buildEdges, copyRoads, dropUnconnected } from './build-roads.ts';
import type { RoadCounts } from './build-roads.ts';
import { connect, run, STAGING } from './database.ts';
import type { Client } from './database.ts';
import { ImportError } from './import-error.ts';
import { inspectOsmFile, loadStaging, resetStaging } from './load-staging.ts';
import type { OsmFileFacts } from './load-staging.ts';
import { createPartitions } from './partitions.ts';
import { planImport } from './plan.ts';
import type { RegionPlan, RegionRequest } from './plan.ts';
import { DEFAULT_EXTRACT_BASE_URL, prepareSource, runOsmium } from './prepare-source.ts';
import { StepClock } from './progress.ts';
import type { ReportStep, StepPlan } from './progress.ts';
import { publishMap, saveRegions } from './publish.ts';
import type { RegionCounts, RegionRow } from './publish.ts';
import { buildValhallaTiles, SOURCE_FILE } from './valhalla.ts';

export interface ImportOptions extends RegionRequest {
  /** The database as the owner of its tables. */
  ownerUrl: string;
  /** Folder for files of Akut (`AKUT_HOME`); the source and Valhalla's tiles go to `valhalla/MAP/` in it. */
  akutHome: string;
  extractBaseUrl?: string | undefined;
  /** Import a preset's map again although only a further region is missing. */
  refresh?: boolean | undefined;
  /** False leaves Valhalla's tiles out. */
  valhalla?: boolean | undefined;
  onProgress?: ReportStep | undefined;
  /** Lines for a person. */
  log?: ((line: string) => void) | undefined;
  signal?: AbortSignal | undefined;
}

export interface ImportReport {
  map: string;
  mapId: number;
  version: number;
  importSeconds: number;
  stepSeconds: Record<string, number>;
  roads: RoadCounts | null;
  places: PlaceCounts | null;
  features: number | null;
  regions: RegionCounts[];
  /** Undefined when the tiles stand; else why they don't. */
  valhallaFailure?: string | undefined;
}

/** Shares of the time on Montevideo, for the estimate of what is left. */
const STEPS: readonly StepPlan[] = [
  { name: 'source', share: 20 },
  { name: 'check', share: 1 },
  { name: 'load', share: 20 },
  { name: 'roads', share: 8 },
  { name: 'connected part', share: 4 },
  { name: 'places', share: 25 },
  { name: 'basemap', share: 8 },
  { name: 'publish', share: 2 },
  { name: 'navigation tiles', share: 15 },
];

/**
 * Imports a preset or an OpenStreetMap file: builds everything beside the running map and swaps it in one transaction.
 * Until then nothing that runs is touched.
 * @throws ImportError with one line for the person when the input can't be used
 */
export async function importRegion(options: ImportOptions): Promise<ImportReport> {
  const plan = planImport(options);
  const client = await connect(options.ownerUrl);
  // Ends the connection under a running statement; the server undoes it.
  const stop = (): void => void client.end().catch(() => undefined);
  options.signal?.addEventListener('abort', stop);
  try {
    await takeLock(client);
    const existing = await findMap(client, plan.mapName);
    if (await onlyAddsRegions(client, plan, existing, options)) {
      return await addRegions(client, plan, existing!, options);
    }
    return await importMap(client, plan, existing, options);
  } catch (error) {
    if (options.signal?.aborted) throw new ImportError('stopped: the map is as it was');
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', stop);
    await client.end().catch(() => undefined);
  }
}

async function takeLock(client: Client): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>(
    `select pg_try_advisory_lock(hashtextextended('akut.region-import', 0)) as taken`,
  );
  if (!rows[0]?.taken) {
    throw new ImportError('another import is running on this database: wait until it has ended');
  }
}

interface ExistingMap {
  id: number;
  version: number;
}

const TABLE_MISSING = '42P01';

async function findMap(client: Client, name: string): Promise<ExistingMap | undefined> {
  try {
    const { rows } = await client.query<ExistingMap>('select id, version from map where name = $1', [name]);
    return rows[0];
  } catch (error) {
    if ((error as { code?: string }).code !== TABLE_MISSING) throw error;
    throw new ImportError(
      'the database has no tables yet: node dist/migrate.js makes them (npm start does it by itself)',
    );
  }
}

async function onlyAddsRegions(
  client: Client,
  plan: RegionPlan,
  existing: ExistingMap | undefined,
  options: ImportOptions,
): Promise<boolean> {
  if (!plan.source) {
    if (existing) return true;
    throw new ImportError(`there is no map "${plan.mapName}" yet: import it from a preset or a file first`);
  }
  if (!existing || !plan.mayReuseMap || options.refresh) return false;
  const ids = plan.regions.map(({ id }) => id);
  const { rows } = await client.query('select from region where id = any ($1::text[])', [ids]);
  return rows.length === 0;
}

async function addRegions(
  client: Client,
  plan: RegionPlan,
  { id: mapId, version }: ExistingMap,
  options: ImportOptions,
): Promise<ImportReport> {
  const startedAt = performance.now();
  await run(client, 'begin');
  const regions = await saveRegions(client, mapId, await inheritFromMap(client, mapId, plan, options));
  await run(client, `select pg_notify('map_changed', $1)`, [String(mapId)]);
  await run(client, 'commit');
  options.log?.(`The map "${plan.mapName}" is there already and was not imported again (--refresh does).`);
  logRegions(regions, options);
  const importSeconds = (performance.now() - startedAt) / 1000;
  const nothing = { roads: null, places: null, features: null, stepSeconds: {} };
  return { ...nothing, map: plan.mapName, mapId, version, importSeconds, regions };
}

type KnownRegion = Pick<RegionRow, 'id' | 'name' | 'timeZone' | 'currency' | 'languages' | 'isTraining'>;

/** What was not said about a region stays as it is; of a new one it is as in the first region of its map. */
async function inheritFromMap(
  client: Client,
  mapId: number,
  plan: RegionPlan,
  options: ImportOptions,
): Promise<RegionRow[]> {
  if (plan.source) return plan.regions;
  const { rows } = await client.query<KnownRegion>(
    `select id, name, time_zone as "timeZone", currency, languages, is_training as "isTraining"
     from region where map_id = $1 order by is_training, id`,
    [mapId],
  );
  const { timeZone, currency, languages } = options;
  const said = Object.entries({ timeZone, currency, languages }).filter(([, value]) => value !== undefined);
  return plan.regions.map((region) => {
    const known = rows.find(({ id }) => id === region.id);
    const { timeZone, currency, languages } = known ?? rows[0] ?? region;
    const inherited = { ...region, timeZone, currency, languages, ...Object.fromEntries(said) };
    if (!known) return inherited;
    const { name, isTraining } = known;
    const stations = options.stationsCsv ? region.stations : { kind: 'none' as const };
    return { ...inherited, name, isTraining, stations };
  });
}

async function importMap(
  client: Client,
  plan: RegionPlan,
  existing: ExistingMap | undefined,
  options: ImportOptions,
): Promise<ImportReport> {
  // A file of the user's own is there already.
  const steps = STEPS.filter(({ name }) => options.valhalla !== false || name !== 'navigation tiles').map(
    (step) => (step.name === 'source' && plan.source!.kind === 'file' ? { ...step, share: 0.01 } : step),
  );
  const clock = new StepClock(steps, options.onProgress ?? (() => undefined));
  const folder = join(options.akutHome, 'valhalla', plan.mapName);
  const file = await clock.run('source', (note) =>
    prepareSource(plan.source!, {
      folder,
      extractBaseUrl: options.extractBaseUrl ?? DEFAULT_EXTRACT_BASE_URL,
      note,
    }),
  );
  const facts = await clock.run('check', async (note) => {
    const found = await inspectOsmFile(file);
    note(`${found.nodes} nodes, ${found.ways} ways, ${found.relations} relations`);
    return found;
  });
  const sorted = facts.isSorted ? file : await sortFile(file, folder);
  const mapId = existing?.id ?? (await reserveMapId(client));
  const version = (existing?.version ?? 0) + 1;
  try {
    const built = await buildMap(client, clock, plan, facts, sorted, { mapId, version }, options);
    const source = describeSource(plan);
    const map = { mapId, version, name: plan.mapName, source, counts: { ...built } };
    const regions = await clock.run('publish', () => publishMap(client, map, plan.regions));
    logBuilt(built, options);
    logRegions(regions, options);
    const importSeconds = clock.elapsedSeconds;
    const valhallaFailure = await finishFiles(clock, sorted, folder, options);
    const stepSeconds = clock.seconds;
    return {
      map: plan.mapName,
      mapId,
      version,
      importSeconds,
      stepSeconds,
      ...built,
      regions,
      valhallaFailure,
    };
  } finally {
    await run(client, `drop schema if exists ${STAGING} cascade`).catch(() => undefined);
  }
}

const describeSource = ({ source }: RegionPlan): string => {
  if (source?.kind === 'url') return source.path;
  if (source?.kind === 'file') return source.file.split('/').at(-1) ?? source.file;
  return source ? `npm:${source.package}` : '';
};

async function reserveMapId(client: Client): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('public.map', 'id'))::int as id`,
  );
  return rows[0]!.id;
}

async function sortFile(file: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const sorted = join(folder, 'incoming.osm.pbf');
  const part = join(folder, 'sorting.osm.pbf');
  await runOsmium(['sort', '--overwrite', '--no-progress', '--output', part, file]);
  await rename(part, sorted);
  return sorted;
}

type Built = Pick<ImportReport, 'roads' | 'places' | 'features'> & { roads: RoadCounts; places: PlaceCounts };

async function buildMap(
  client: Client,
  clock: StepClock,
  plan: RegionPlan,
  facts: OsmFileFacts,
  file: string,
  map: { mapId: number; version: number },
  options: ImportOptions,
): Promise<Built> {
  await run(client, `set synchronous_commit = off`);
  // Compiling takes longer than these statements run on a city, and no less on a country.
  await run(client, `set jit = off`);
  await run(client, `set work_mem = '128MB'`);
  await run(client, `set maintenance_work_mem = '256MB'`);
  await clock.run('load', async () => {
    await resetStaging(client);
    await loadStaging(client, file, options.signal);
    await createPartitions(client, map);
  });
  await clock.run('roads', () => buildEdges(client));
  const roads = await clock.run('connected part', async (note) => {
    await dropUnconnected(client);
    const counts = await copyRoads(client, map);
    note(`${counts.edges} edges, ${counts.kilometers.toFixed(0)} km`);
    return counts;
  });
  const places = await clock.run('places', () => copyPlaces(client, map));
  const features = await clock.run('basemap', () => copyBasemap(client, map, plan.land, facts.box));
  return { roads, places, features };
}

function logBuilt({ roads, places }: Built, { log = () => undefined }: ImportOptions): void {
  log(
    `Roads: ${roads.ways} ways, ${roads.edges} edges, ${roads.nodes} nodes, ${roads.kilometers.toFixed(0)} km; ` +
      `dropped as not connected: ${roads.edgesDropped} edges, ${roads.kilometersDropped.toFixed(1)} km.`,
  );
  log(`Turn restrictions: ${roads.restrictions}; dropped: ${roads.restrictionsDropped}.`);
  log(
    `Places: ${places.addresses} addresses, ${places.streets} streets, ${places.namedPlaces} named places, ` +
      `${places.facilities} facilities.`,
  );
  if (places.addresses === 0) {
    log(
      'This extract has no addresses: the search offers its streets; the map and free text work as always.',
    );
  }
}

function logRegions(regions: readonly RegionCounts[], { log = () => undefined }: ImportOptions): void {
  for (const region of regions) {
    log(`Region ${region.id}: ${region.facilities} facilities, ${region.stations} stations.`);
    if (region.facilities === 0)
      log(`Region ${region.id} has no hospitals or clinics yet: give them by --facilities FILE.csv.`);
    if (region.stations === 0)
      log(`Region ${region.id} has no stations yet: give them by --stations FILE.csv.`);
  }
}

/** Keeps the source beside the map and builds Valhalla's tiles; a failure is told and undoes nothing. */
async function finishFiles(
  clock: StepClock,
  file: string,
  folder: string,
  options: ImportOptions,
): Promise<string | undefined> {
  const kept = join(folder, SOURCE_FILE);
  await mkdir(folder, { recursive: true });
  if (file === join(folder, 'incoming.osm.pbf')) await rename(file, kept);
  else if (file.endsWith('.pbf')) await cp(file, kept);
  else await runOsmium(['cat', '--overwrite', '--no-progress', '--output', kept, file]);
  await rm(join(folder, 'incoming.osm.pbf'), { force: true });
  if (options.valhalla === false) return undefined;
  try {
    await clock.run('navigation tiles', () => buildValhallaTiles(folder, options.signal));
    return undefined;
  } catch (error) {
    const reason = (error as Error).message;
    options.log?.(
      `The map is imported and in use. Only Valhalla's tiles (spoken instructions) failed: ${reason}. ` +
        'Repeat that step alone with --navigation-tiles MAP.',
    );
    return reason;
  }
}
