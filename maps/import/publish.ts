import { run } from './database.ts';
import type { Client } from './database.ts';
import { pickDemoStations } from './demo-stations.ts';
import type { StationCandidate } from './demo-stations.ts';
import type { FacilityRow } from './facilities.ts';
import { ImportError } from './import-error.ts';
import { swapPartitions } from './partitions.ts';
import type { MapVersion } from './partitions.ts';
import type { RegionArea, StationRow, StationSource } from './presets.ts';
import addIncidentNumber from './sql/add-incident-number.sql';
import addJournalHead from './sql/add-journal-head.sql';
import listStationCandidates from './sql/list-station-candidates.sql';
import removeVanishedFacilities from './sql/remove-vanished-facilities.sql';
import upsertFacilities from './sql/upsert-facilities.sql';
import upsertGivenFacilities from './sql/upsert-given-facilities.sql';
import upsertMap from './sql/upsert-map.sql';
import upsertRegion from './sql/upsert-region.sql';
import upsertStations from './sql/upsert-stations.sql';

/** One region as the import writes it. */
export interface RegionRow {
  id: string;
  name: string;
  timeZone: string;
  currency: string;
  languages: readonly string[];
  isTraining: boolean;
  area: RegionArea | null;
  stations: StationSource;
  /** Given by hand, beside those of the map. */
  facilities: readonly FacilityRow[];
}

export interface RegionCounts {
  id: string;
  facilities: number;
  stations: number;
}

const EMERGENCY_KINDS = ['ambulance_station', 'hospital', 'clinic', 'fire_station'];

async function listStations(client: Client, mapId: number, region: RegionRow): Promise<StationRow[]> {
  const { stations, area } = region;
  if (stations.kind === 'none') return [];
  if (stations.kind === 'list') return stations.stations;
  const kinds = stations.kind === 'ambulance-stations' ? ['ambulance_station'] : EMERGENCY_KINDS;
  const { rows } = await client.query<StationCandidate>(listStationCandidates, [
    mapId,
    kinds,
    area?.within ?? null,
    JSON.stringify(area?.outside ?? []),
  ]);
  if (stations.kind === 'ambulance-stations') return rows;
  return pickDemoStations(rows, stations.count, stations.services);
}

const nameApart = (rows: readonly StationRow[]): StationRow[] => {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const count = (seen.get(row.name) ?? 0) + 1;
    seen.set(row.name, count);
    return count === 1 ? row : { ...row, name: `${row.name} (${count})` };
  });
};

async function checkInside(
  client: Client,
  mapId: number,
  what: string,
  rows: readonly StationRow[],
): Promise<void> {
  const { rows: outside } = await client.query<{ name: string }>(
    `select s.name from unnest($2::text[], $3::float8[], $4::float8[]) s (name, lon, lat), map m
     where m.id = $1 and not st_dwithin(m.bounds, st_setsrid(st_makepoint(s.lon, s.lat), 4326), 0.02)`,
    [mapId, rows.map((r) => r.name), rows.map((r) => r.lon), rows.map((r) => r.lat)],
  );
  if (outside.length === 0) return;
  const faults = outside.map(({ name }) => `"${name}" lies outside of the map (columns mixed up?)`);
  throw new ImportError(`the ${what} were not imported, and nothing was changed:`, faults);
}

/** Writes the regions of one map, their stations and facilities; within the caller's transaction. */
export async function saveRegions(
  client: Client,
  mapId: number,
  regions: readonly RegionRow[],
): Promise<RegionCounts[]> {
  for (const region of regions) {
    const { id, name, timeZone, currency, languages, isTraining, area } = region;
    const settings = area ? JSON.stringify(area) : null;
    await run(client, upsertRegion, [id, name, mapId, timeZone, currency, languages, isTraining, settings]);
    await run(client, addJournalHead, [id]);
    await run(client, addIncidentNumber, [id]);
  }
  await run(client, upsertFacilities, [mapId]);
  await run(client, removeVanishedFacilities, [mapId]);
  const counts: RegionCounts[] = [];
  for (const region of regions) {
    const rows = nameApart(await listStations(client, mapId, region));
    await checkInside(client, mapId, 'stations', rows);
    const columns = [rows.map((r) => r.name), rows.map((r) => r.lon), rows.map((r) => r.lat)];
    await run(client, upsertStations, [region.id, region.stations.kind, ...columns]);
    await saveGivenFacilities(client, mapId, region);
    counts.push({ id: region.id, ...(await countRegion(client, region.id)) });
  }
  return counts;
}

async function saveGivenFacilities(client: Client, mapId: number, region: RegionRow): Promise<void> {
  const rows = region.facilities;
  if (rows.length === 0) return;
  await checkInside(client, mapId, 'facilities', rows);
  await run(client, upsertGivenFacilities, [
    region.id,
    rows.map((r) => r.name),
    rows.map((r) => r.kind),
    rows.map((r) => r.hasEmergency),
    rows.map((r) => r.lon),
    rows.map((r) => r.lat),
  ]);
}

async function countRegion(client: Client, regionId: string): Promise<Omit<RegionCounts, 'id'>> {
  const { rows } = await client.query<{ facilities: number; stations: number }>(
    `select
       (select count(*)::int from facility where region_id = $1 and removed_at is null) as facilities,
       (select count(*)::int from station where region_id = $1) as stations`,
    [regionId],
  );
  return rows[0]!;
}

export interface NewMap extends MapVersion {
  name: string;
  source: string;
  counts: object;
}

const BUSY_LOCK = '55P03';

/** One transaction: the new map takes the place of the old, its regions follow, and everybody is told. */
export async function publishMap(
  client: Client,
  map: NewMap,
  regions: readonly RegionRow[],
): Promise<RegionCounts[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await publishOnce(client, map, regions);
    } catch (error) {
      await run(client, 'rollback');
      // A process that reads the old map holds it for a moment; it must not be made to wait behind us either.
      if ((error as { code?: string }).code !== BUSY_LOCK || attempt >= 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

async function publishOnce(
  client: Client,
  map: NewMap,
  regions: readonly RegionRow[],
): Promise<RegionCounts[]> {
  await run(client, 'begin');
  await run(client, `set local lock_timeout = '3s'`);
  await run(client, `set local search_path = public`);
  await swapPartitions(client, map);
  await run(client, upsertMap, [map.mapId, map.name, map.version, map.source, JSON.stringify(map.counts)]);
  const counts = await saveRegions(client, map.mapId, regions);
  await run(client, `select pg_notify('map_changed', $1)`, [String(map.mapId)]);
  await run(client, 'commit');
  return counts;
}
