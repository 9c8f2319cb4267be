/** Figures of the dispatch decision; see dispatch.mjs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { createPool, findRoads } from '#persistence';
import { loadCity } from '../city.ts';
import { measureInProcess } from '../in-process.ts';
import { formatMilliseconds, seededRandom } from '../measure.ts';
import { measureAssignRace } from '../assign-race.ts';
import { measureClosureLatency } from '../closures.ts';
import { measureOverHttp } from '../over-http.ts';
import { provideBenchRegion } from '../bench-region.ts';
import { comparePgRouting } from '../pgrouting.ts';
import { measureJointAssignment } from '../policy/joint-assignment.ts';
import { measureDecision } from './decision.ts';
import { measureTiled, measureUnits, type ScalingRow } from './scaling.ts';
import { tileRoads } from './tiled-roads.ts';
import { compareValhallaMatrix } from './valhalla-matrix.ts';

const { values } = parseArgs({
  options: {
    units: { type: 'string', default: '1000' },
    incidents: { type: 'string', default: '1000' },
    out: { type: 'string', default: 'artifacts/bench/dispatch.json' },
  },
});
const units = Number(values.units);
const incidents = Number(values.incidents);
const MAPS = ['montevideo', 'stockholm', 'milan'] as const;
const REFEREE_QUESTIONS = 8;
const HTTP_QUESTIONS = 150;
const CLOSURES = 200;
/** Enough copies for a million edges. */
const MILLION = 1_000_000;

async function measureMap(ownerUrl: string, mapName: string) {
  const city = await loadCity(ownerUrl, mapName);
  try {
    const random = seededRandom(31);
    const decision = await measureDecision(ownerUrl, city, units, incidents, random);
    const search = await measureInProcess(city, units, incidents, random);
    console.log(
      `${mapName}, ${decision.units} units, whole recommendation: p50 ${formatMilliseconds(decision.p50Milliseconds)}, ` +
        `p99 ${formatMilliseconds(decision.p99Milliseconds)}; its road times alone: ` +
        `p50 ${formatMilliseconds(search.p50Milliseconds)}, p99 ${formatMilliseconds(search.p99Milliseconds)}`,
    );
    const valhalla = await compareValhallaMatrix(city, units, REFEREE_QUESTIONS, random);
    if (valhalla) console.log(`  Valhalla's matrix takes ${valhalla.ratio.toFixed(0)} times as long`);
    const pgRouting = await comparePgRouting(ownerUrl, city, units, REFEREE_QUESTIONS, random);
    if (pgRouting) {
      console.log(
        `  pgRouting takes ${pgRouting.ratio.toFixed(0)} times as long; ` +
          `greatest difference ${pgRouting.maxDifferenceSeconds.toFixed(4)} s`,
      );
    }
    const scaling = measureUnits(mapName, city.network, random);
    return {
      p50Milliseconds: decision.p50Milliseconds,
      p99Milliseconds: decision.p99Milliseconds,
      meanCandidates: decision.meanCandidates,
      roadTimes: search,
      ratioValhalla: valhalla?.ratio ?? null,
      ratioPgRouting: pgRouting?.ratio ?? null,
      maxDifferenceSeconds: pgRouting?.maxDifferenceSeconds ?? null,
      scaling,
    };
  } finally {
    await city.close();
  }
}

/** The largest map there, copied side by side until it has a million edges. */
async function measureMillion(ownerUrl: string, mapName: string): Promise<ScalingRow> {
  const pool = createPool(ownerUrl, { max: 1 });
  try {
    const { rows } = await pool.query<{ id: number }>('select id from map where name = $1', [mapName]);
    const found = await findRoads(pool, rows[0]!.id);
    if (!found) throw new Error(`map ${mapName} holds no roads`);
    const tiles = Math.ceil(MILLION / found.roads.edges.count);
    const columns = Math.ceil(Math.sqrt(tiles));
    const lines = Math.ceil(tiles / columns);
    const tiled = tileRoads(found.roads, columns, lines);
    return measureTiled(
      `${mapName} x ${columns * lines}`,
      found.roads,
      tiled,
      columns,
      lines,
      seededRandom(31),
    );
  } finally {
    await pool.end();
  }
}

/** What the running api does: whole answers over HTTP, closures, and the race for units. */
async function measureSystem(ownerUrl: string, mapName: string) {
  const baseUrl = process.env.AKUT_URL;
  if (!baseUrl) {
    console.log('  over HTTP and the race: not measured, AKUT_URL names no running system');
    return null;
  }
  const city = await loadCity(ownerUrl, mapName);
  try {
    const random = seededRandom(13);
    const login = await provideBenchRegion(ownerUrl, city, units, random);
    const http = await measureOverHttp(baseUrl, city, login, HTTP_QUESTIONS, random);
    console.log(
      `over HTTP, ${http.units} units: p50 ${formatMilliseconds(http.p50Milliseconds)}, p95 ${formatMilliseconds(http.p95Milliseconds)}`,
    );
    const race = await measureAssignRace({ baseUrl, ownerUrl });
    console.log(
      `${race.dispatchers} dispatchers race for ${race.units} units: ${race.accepted} accepted, ${race.refusedWithWinner} of ` +
        `${race.refused} refused were told who won; p50 ${formatMilliseconds(race.p50Milliseconds)}, ` +
        `p99 ${formatMilliseconds(race.p99Milliseconds)}`,
    );
    const closures = await measureClosureLatency(ownerUrl, city, CLOSURES, random);
    console.log(
      `a closure is in force ${formatMilliseconds(closures.p50Milliseconds)} after its commit, p99 ${formatMilliseconds(closures.p99Milliseconds)}`,
    );
    return { http, race, closures };
  } finally {
    await city.close();
  }
}

function measureJoint() {
  const joint = measureJointAssignment();
  console.log(
    `joint assignment of ${joint.incidents} incidents and ${joint.units} units: p50 ${formatMilliseconds(joint.p50Milliseconds)}, ` +
      `p99 ${formatMilliseconds(joint.p99Milliseconds)}; worse than first come, first served in ${joint.worseThanGreedy} of ${joint.rounds}`,
  );
  return joint;
}

function printTable(rows: readonly ScalingRow[]): void {
  console.log('\nOne search, everything within 480 s:');
  console.log('  graph                edges    units       p50       p99');
  for (const row of rows) {
    console.log(
      `  ${row.graph.padEnd(16)} ${String(row.edges).padStart(9)} ${String(row.units).padStart(8)} ` +
        `${formatMilliseconds(row.p50Milliseconds).padStart(9)} ${formatMilliseconds(row.p99Milliseconds).padStart(9)}`,
    );
  }
}

async function main(): Promise<void> {
  const ownerUrl = process.env.DATABASE_OWNER_URL;
  if (!ownerUrl) throw new Error('set DATABASE_OWNER_URL to a database with an imported map');
  const maps: Record<string, Awaited<ReturnType<typeof measureMap>>> = {};
  for (const name of MAPS) {
    const pool = createPool(ownerUrl, { max: 1 });
    const known = await pool.query('select from map where name = $1 and version > 0', [name]);
    await pool.end();
    if (known.rowCount === 0) console.log(`${name}: no such map in this database`);
    else maps[name] = await measureMap(ownerUrl, name);
  }
  const largest = Object.keys(maps).at(-1);
  if (largest === undefined) throw new Error('no map: import one with npm run region -- montevideo');
  const million = await measureMillion(ownerUrl, largest);
  const byGraph = [
    ...Object.values(maps).map(({ scaling }) => scaling.find((row) => row.units === 1000)!),
    million,
  ];
  const byUnits = Object.values(maps).flatMap(({ scaling }) => scaling);
  printTable([...byUnits, million]);
  const joint = measureJoint();
  const system = await measureSystem(ownerUrl, Object.keys(maps)[0]!);
  const report = { units, incidents, maps, scaling: { byGraph, byUnits }, joint, system };
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`\nThe figures are in ${values.out}.`);
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
