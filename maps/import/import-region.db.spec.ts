import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { createTestDatabase, describeWhen } from '#testing';
import type { TestDatabase } from '#testing';
import { importRegion } from './import-region.ts';
import type { ImportOptions } from './import-region.ts';
import { smallTown, smallTownAtTheSea } from './test/small-town.ts';

let database: TestDatabase;
let owner: pg.Client;
let folder: string;
let townFile: string;

const importFile = (options: Partial<ImportOptions> = {}) =>
  importRegion({
    ownerUrl: database.ownerUrl,
    akutHome: folder,
    source: townFile,
    name: 'Smallville',
    timeZone: 'Europe/Sofia',
    valhalla: false,
    ...options,
  });

const list = async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(sql, values)).rows;
const texts = async (sql: string): Promise<string[]> =>
  (await list<{ text: string }>(sql)).map(({ text }) => text);

/** A fingerprint of everything that a failed import must not touch. */
const snapshot = () =>
  texts(`
    select 'map ' || m::text as text from map m union all select 'edge ' || e::text from road_edge e
    union all select 'place ' || p::text from place p union all select 'facility ' || f::text from facility f
    union all select 'station ' || s::text from station s union all select 'region ' || r::text from region r
    order by 1`);

beforeAll(async () => {
  database = await createTestDatabase('empty');
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  folder = await mkdtemp(join(tmpdir(), 'akut-import-test-'));
  townFile = join(folder, 'town.opl');
  await writeFile(townFile, smallTown());
}, 60_000);

afterAll(async () => {
  await owner.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('a small town drawn by hand', () => {
  beforeAll(async () => {
    await importFile();
  }, 60_000);

  it('cuts ways at junctions, loops in their middle, and closes fixed barriers', async () => {
    const edges = await texts(`
      select way_id || ': ' || from_node || ' to ' || to_node || ' ' || road_class || ' ' || access || ' ' || one_way
        || ' ' || coalesce(maxspeed_kmh::text, '-') || case when emergency_both_ways then ' both' else '' end as text
      from road_edge order by way_id, from_node, to_node`);
    expect(edges).toEqual([
      '101: 1 to 2 residential all 0 50',
      '101: 2 to 3 residential all 0 50',
      '101: 3 to 4 residential all 0 50',
      '102: 2 to 6 tertiary all 1 48',
      '103: 1 to 5 residential all 0 70',
      '103: 5 to 6 residential all 0 70',
      '103: 6 to 7 residential all 0 70',
      '103: 7 to 3 residential all 0 70',
      '104: 4 to 8 service emergency 0 -',
      // The ring has one junction; its second edge begins in its middle.
      '105: 4 to 9 residential all 0 -',
      '105: 9 to 4 residential all 0 -',
      '106: 5 to 11 residential all 0 -',
      '106: 11 to 12 residential all 0 -',
      '106: 12 to 11 residential all 0 -',
      // The bollard is one node for the map and two for the roads.
      '109: -113 to 15 residential all 0 -',
      '109: 3 to 14 residential all 0 -',
      '110: 15 to 1 residential all 0 -',
      '111: 4 to 7 busway emergency 0 -',
      '112: 30 to 33 residential all 1 50',
      '112: 33 to 30 residential all 1 50',
      '113: 7 to 30 residential all -1 - both',
      // The way runs from 1 to 2 twice; the second time it is cut once more.
      '116: 1 to 2 residential all 0 -',
      '116: 1 to 42 residential all 0 -',
      '116: 2 to 1 residential all 0 -',
      '116: 42 to 2 residential all 0 -',
      '117: 33 to 6 primary emergency 0 -',
      // The gate leaves the shorter side to emergency vehicles.
      '118: 4 to 54 service emergency 0 -',
      '118: 54 to 7 service all 0 -',
    ]);
  });

  it('has no edge from a node to itself, and nodes for all ends', async () => {
    const [row] = await list<{ loops: number; ends: number; nodes: number }>(`
      select (select count(*)::int from road_edge where from_node = to_node) as loops,
        (select count(distinct n)::int from road_edge, unnest(array[from_node, to_node]) n) as ends,
        (select count(*)::int from road_node) as nodes`);
    expect(row).toEqual({ loops: 0, ends: row!.nodes, nodes: row!.ends });
  });

  it('measures edges on the globe', async () => {
    const [edge] = await list<{ meters: number }>(
      'select length_meters as meters from road_edge where way_id = 101 and from_node = 1',
    );
    expect(edge!.meters).toBeGreaterThan(71.6);
    expect(edge!.meters).toBeLessThan(71.8);
  });

  it('keeps turn restrictions whose roads are there, with exceptions and via ways', async () => {
    expect(
      await texts(`select relation_id || ' ' || kind || ' ' || from_way || ' via ' || coalesce(via_node::text, via_ways::text)
        || ' to ' || to_way || ' except ' || excepted::text as text from turn_restriction order by relation_id`),
    ).toEqual([
      '201 no_left_turn 101 via 3 to 103 except {}',
      '202 no_u_turn 103 via {101} to 104 except {psv,emergency}',
    ]);
  });

  it('drops what can not be reached and returned from, and counts it', async () => {
    const [map] = await list<{ counts: { roads: object } }>('select counts from map');
    expect(map!.counts.roads).toMatchObject({ edgesDropped: 2, restrictions: 2, restrictionsDropped: 1 });
    expect(
      await texts(`select way_id::text as text from road_edge where way_id in (107, 108, 114, 115)`),
    ).toEqual([]);
  });

  it('finds addresses, streets, places and facilities in both scripts', async () => {
    expect(
      await texts(
        `select kind || ': ' || label || ' (' || context || ')' as text from place order by kind, label`,
      ),
    ).toEqual([
      'address: Main Street 12 (Smallville)',
      'address: бул. Витоша 7 (Smallville)',
      'address: бул. Витоша 9 (Smallville)',
      'facility: County Hospital (Smallville)',
      'place: Smallville ()',
      // Not to be driven to, but a place all the same.
      'street: Island (Smallville)',
      'street: Main Street (Smallville)',
      'street: Parted (Smallville)',
      'street: Ring (Smallville)',
      'street: бул. Витоша (Smallville)',
    ]);
    const [vitosha] = await texts(`select search_text as text from place where label = 'бул. Витоша 7'`);
    expect(vitosha).toBe(' бул витоша 7\n bul vitosha 7\n smallville');
  });

  it('makes the region with its counters, and lets the running role read it', async () => {
    expect(await list('select id, name, time_zone, currency, languages, is_training from region')).toEqual([
      {
        id: 'smallville',
        name: 'Smallville',
        time_zone: 'Europe/Sofia',
        currency: 'EUR',
        languages: ['en'],
        is_training: false,
      },
    ]);
    const app = new pg.Client({ connectionString: database.appUrl });
    await app.connect();
    const { rows } = await app.query<{ ok: boolean }>(`
      select (select count(*) > 0 from road_edge) and (select count(*) > 0 from place)
        and (select count(*) > 0 from basemap_feature) and exists (select from journal_head)
        and exists (select from incident_number) as ok`);
    await app.end();
    expect(rows[0]!.ok).toBe(true);
  });
});

describe('importing again', () => {
  it('keeps the ids of facilities, marks vanished ones, and raises the version', async () => {
    await importFile();
    const [before] = await list<{ id: string }>(`select id from facility where name = 'County Hospital'`);
    const [{ version }] = (await list<{ version: number }>('select version from map')) as [
      { version: number },
    ];
    const smaller = join(folder, 'smaller.opl');
    await writeFile(smaller, smallTown(['n50', 'w115']));
    await importFile({ source: smaller, map: 'smallville' });
    expect(await list('select id, removed_at is not null as removed from facility')).toEqual([
      { id: before!.id, removed: true },
    ]);
    await importFile();
    expect(await list('select id, removed_at is not null as removed from facility')).toEqual([
      { id: before!.id, removed: false },
    ]);
    expect(await list('select version from map')).toEqual([{ version: version + 2 }]);
    const partitions = await texts(
      `select c.relname as text from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'road_edge'::regclass`,
    );
    expect(partitions).toHaveLength(1);
  }, 60_000);

  it('tells everybody that listens', async () => {
    const heard: (string | undefined)[] = [];
    owner.on('notification', ({ channel, payload }) => heard.push(`${channel} ${payload ?? ''}`));
    await owner.query('listen map_changed');
    await importFile();
    const [{ id }] = (await list<{ id: number }>('select id from map')) as [{ id: number }];
    await owner.query('unlisten map_changed');
    expect(heard).toEqual([`map_changed ${id}`]);
  }, 60_000);

  it.each([
    ['an empty file', 'empty.osm.pbf', async () => Buffer.alloc(0), /empty\.osm\.pbf is empty/],
    [
      'a broken file',
      'broken.osm.pbf',
      async () => Buffer.from('this is no map'),
      /can't be read .*broken or cut off/,
    ],
    [
      'a file without roads',
      'roadless.opl',
      async () => Buffer.from('n1 v1 T x10 y50\nn2 v1 T x10.1 y50\nw1 v1 Tbuilding=yes Nn1,n2\n'),
      /no roads that an ambulance may drive/,
    ],
    [
      'a file without ways',
      'wayless.opl',
      async () => Buffer.from('n1 v1 T x10 y50\n'),
      /holds no ways with nodes/,
    ],
    ['a file of another kind', 'town.csv', async () => Buffer.from('a,b\n'), /is no OpenStreetMap file/],
  ])(
    'leaves everything as it was after %s',
    async (_, name, content, message) => {
      const file = join(folder, name);
      await writeFile(file, await content());
      const before = await snapshot();
      await expect(importFile({ source: file })).rejects.toThrow(message);
      expect(await snapshot()).toEqual(before);
      expect(
        await texts(`select nspname::text as text from pg_namespace where nspname = 'akut_import'`),
      ).toEqual([]);
    },
    60_000,
  );

  it('leaves everything as it was after a file that was cut off', async () => {
    const whole = await readFile(join(folder, 'valhalla', 'smallville', 'source.osm.pbf'));
    const file = join(folder, 'cut.osm.pbf');
    await writeFile(file, whole.subarray(0, Math.floor(whole.length * 0.7)));
    const before = await snapshot();
    await expect(importFile({ source: file })).rejects.toThrow(/cut\.osm\.pbf can't be read/);
    expect(await snapshot()).toEqual(before);
  }, 60_000);

  it('names every bad row of the stations, and changes nothing', async () => {
    const csv = join(folder, 'stations.csv');
    await writeFile(csv, 'name,lon,lat\nNorth,10.001,50.001\nSouth,abc,50\n,10,50\n');
    const before = await snapshot();
    await expect(importFile({ stationsCsv: csv })).rejects.toMatchObject({
      details: ['row 3: lon "abc" is no number between -180 and 180', 'row 4: the name is missing'],
    });
    await writeFile(csv, 'name,lon,lat\nSwapped,50.001,10.001\n');
    await expect(importFile({ stationsCsv: csv })).rejects.toMatchObject({
      details: ['"Swapped" lies outside of the map (columns mixed up?)'],
    });
    expect(await snapshot()).toEqual(before);
  }, 60_000);

  it('refuses a second import at the same time, and goes on after a killed one', async () => {
    const other = new pg.Client({ connectionString: database.ownerUrl });
    await other.connect();
    await other.query(`select pg_advisory_lock(hashtextextended('akut.region-import', 0))`);
    await expect(importFile()).rejects.toThrow('another import is running on this database');
    // What a killed import leaves: its schema, half filled.
    await other.query('create schema akut_import; create table akut_import.stage_road (way_id bigint)');
    await other.end();
    const before = await texts(`select count(*)::text as text from road_edge`);
    await importFile();
    expect(await texts(`select count(*)::text as text from road_edge`)).toEqual(before);
  }, 60_000);
});

describe('two regions on one map', () => {
  it('adds a region without importing again, with stations of its own', async () => {
    const [before] = await list<{ version: number; maps: number }>(
      'select max(version) as version, count(*)::int as maps from map',
    );
    const csv = join(folder, 'neighbour.csv');
    await writeFile(csv, 'name;lon;lat\n"Station; one";10.001;50.001\n');
    const report = await importFile({
      source: undefined,
      map: 'smallville',
      name: 'Neighbour',
      stationsCsv: csv,
    });
    expect(report.regions).toEqual([{ id: 'neighbour', facilities: 1, stations: 1 }]);
    const [after] = await list<{ version: number; maps: number }>(
      'select max(version) as version, count(*)::int as maps from map',
    );
    expect(after).toEqual(before);
    expect(await texts('select distinct map_id::text as text from region')).toHaveLength(1);
    // A later import of the map serves both.
    const again = await importFile();
    expect(again.regions).toEqual([{ id: 'smallville', facilities: 1, stations: 0 }]);
    expect(await texts(`select name as text from station`)).toEqual(['Station; one']);
    expect(await texts(`select region_id as text from facility order by 1`)).toEqual([
      'neighbour',
      'smallville',
    ]);
  }, 60_000);

  it('says so when the map is not there', async () => {
    await expect(importFile({ source: undefined, map: 'nowhere', name: 'Neighbour' })).rejects.toThrow(
      'there is no map "nowhere" yet',
    );
  });
});

describe('facilities that the map does not hold', () => {
  const given = () =>
    list(`select id, name, kind, has_emergency as emergency, removed_at is not null as removed,
        st_x(geom)::text as lon from facility
      where region_id = 'neighbour' and osm_id is null order by name`);
  const writeCsv = async (text: string): Promise<string> => {
    const csv = join(folder, 'facilities.csv');
    await writeFile(csv, text);
    return csv;
  };
  const addTo = (name: string, facilitiesCsv: string, more: Partial<ImportOptions> = {}) =>
    importFile({
      source: undefined,
      map: 'smallville',
      name,
      timeZone: undefined,
      facilitiesCsv,
      ...more,
    });

  it('are added to a region that is there, and followed by their names', async () => {
    await owner.query(
      `update region set time_zone = 'Asia/Tokyo', is_training = true where id = 'neighbour'`,
    );
    const [before] = await list('select version from map order by id limit 1');
    const csv = await writeCsv(
      'name,kind,lon,lat,emergency\nEast,hospital,10.003,50.001,\nWest,clinic,10.001,50.002,no\n',
    );
    const report = await addTo('Neighbour', csv);
    expect(report.regions).toEqual([{ id: 'neighbour', facilities: 3, stations: 1 }]);
    const first = await given();
    expect(first).toMatchObject([
      { name: 'East', kind: 'hospital', emergency: true, removed: false, lon: '10.003' },
      { name: 'West', kind: 'clinic', emergency: false, removed: false, lon: '10.001' },
    ]);
    await owner.query(`update facility set removed_at = now() where name = 'West'`);
    await addTo('Neighbour', await writeCsv('name,kind,lon,lat,emergency\nWest,clinic,10.002,50.002,yes\n'));
    expect(await given()).toEqual([first[0], { ...first[1], emergency: true, lon: '10.002' }]);
    expect(await list('select version from map order by id limit 1')).toEqual([before]);
    // What was not said stays as it was.
    expect(await list(`select name, time_zone, is_training from region where id = 'neighbour'`)).toEqual([
      { name: 'Neighbour', time_zone: 'Asia/Tokyo', is_training: true },
    ]);
  });

  it('survive a new import of the map, and come with one', async () => {
    const before = await given();
    const csv = await writeCsv('name,kind,lon,lat\nField hospital,hospital,10.002,50.002\n');
    const { regions } = await importFile({ facilitiesCsv: csv });
    expect(regions).toEqual([{ id: 'smallville', facilities: 2, stations: 0 }]);
    expect(await given()).toEqual(before);
  }, 60_000);

  it('serve a further region and its training region', async () => {
    const csv = await writeCsv('name,kind,lon,lat\nField hospital,hospital,10.002,50.002\n');
    const { regions } = await addTo('Faraway', csv, { training: true });
    expect(regions).toEqual([
      { id: 'faraway', facilities: 2, stations: 0 },
      { id: 'faraway-training', facilities: 2, stations: 0 },
    ]);
  });

  it('change nothing when one row is wrong', async () => {
    const before = await snapshot();
    const bad = await writeCsv('name,kind,lon,lat\nA,hospital,10.001,50.001\nB,pub,10.001,50.001\n');
    await expect(addTo('Neighbour', bad)).rejects.toMatchObject({
      message: 'facilities.csv was not imported, mend these rows:',
      details: ['row 3: kind "pub" is none of hospital, clinic, doctors, urgentCare, diagnosticCentre'],
    });
    const swapped = await writeCsv('name,kind,lon,lat\nSwapped,hospital,50.001,10.001\n');
    await expect(addTo('Neighbour', swapped)).rejects.toMatchObject({
      message: 'the facilities were not imported, and nothing was changed:',
      details: ['"Swapped" lies outside of the map (columns mixed up?)'],
    });
    expect(await snapshot()).toEqual(before);
  });
});

describe('a town at the sea', () => {
  it('has land left of the coast and on islands, and sea elsewhere', async () => {
    const file = join(folder, 'coast.opl');
    await writeFile(file, smallTownAtTheSea());
    const { mapId } = await importFile({ source: file, name: 'Coast' });
    const layersAt = (x: number, y: number): Promise<string[]> =>
      texts(`select layer || ' ' || kind as text from basemap_feature where map_id = ${mapId}
        and layer in ('earth', 'water')
        and st_contains(geom, st_transform(st_setsrid(st_makepoint(${10 + x / 1000}, ${50 + y / 1000}), 4326), 3857))`);
    expect(await layersAt(1, 1)).toEqual(['earth earth']);
    expect(await layersAt(40, -2.9)).toEqual(['earth earth']);
    expect(await layersAt(5, -3.1)).toEqual(['water ocean']);
    expect(await layersAt(20.2, -4.4)).toEqual(['earth earth']);
    expect(await layersAt(19.8, -4.6)).toEqual(['water ocean']);
  }, 60_000);
});

const STOCKHOLM = resolve(import.meta.dirname, '../../../shared/maps/stockholm.osm.pbf');
const describeStockholm = describeWhen(
  existsSync(STOCKHOLM),
  'no ../shared/maps/stockholm.osm.pbf beside the project',
);

describeStockholm('Stockholm, without addresses and facilities', () => {
  it('imports, offers its streets, and says what is missing', async () => {
    const lines: string[] = [];
    const csv = join(folder, 'stockholm.csv');
    await writeFile(csv, 'name,lon,lat\nKarolinska,18.0311,59.3489\nSödersjukhuset,18.0579,59.3103\n');
    const report = await importFile({
      source: STOCKHOLM,
      name: 'Stockholm',
      stationsCsv: csv,
      log: (line) => lines.push(line),
    });
    console.log(lines.join('\n'));
    expect(report.roads!.ways).toBeGreaterThan(9000);
    expect(report.roads!.edges).toBeGreaterThan(10_000);
    expect(report.roads!.kilometersDropped).toBeLessThan(report.roads!.kilometers * 0.05);
    expect(report.places).toMatchObject({ addresses: 0, facilities: 0 });
    expect(report.places!.streets).toBeGreaterThan(1000);
    expect(report.regions).toEqual([{ id: 'stockholm', facilities: 0, stations: 2 }]);
    expect(lines.join('\n')).toContain('This extract has no addresses');
    expect(lines.join('\n')).toContain('no hospitals or clinics yet: give them by --facilities FILE.csv');
  }, 120_000);
});
