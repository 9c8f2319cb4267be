/** Recommendation speed on one imported map; figures go to artifacts/bench/recommend.json. Run it by recommend.mjs. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { provideBenchRegion } from './bench-region.ts';
import { loadCity, type City } from './city.ts';
import { measureInProcess } from './in-process.ts';
import { formatMilliseconds, seededRandom, timed } from './measure.ts';
import { measureOverHttp } from './over-http.ts';
import { comparePgRouting } from './pgrouting.ts';

const { values } = parseArgs({
  options: {
    map: { type: 'string' },
    units: { type: 'string', default: '500' },
    incidents: { type: 'string', default: '1000' },
    out: { type: 'string', default: 'artifacts/bench/recommend.json' },
  },
});
const units = Number(values.units);
const incidents = Number(values.incidents);
const home = process.env.AKUT_HOME ?? '.akut';

interface DemoFile {
  readonly regions: readonly {
    readonly regionId: string;
    readonly isTraining: boolean;
    readonly logins: readonly { readonly role: string; readonly email: string; readonly password: string }[];
  }[];
}

/** A dispatcher of the demo, in a training region where there is one: incidents made here must not count. */
function findDemoLogin() {
  const file = process.env.AKUT_DEMO_FILE ?? join(home, 'demo.json');
  if (!existsSync(file)) return undefined;
  const { regions } = JSON.parse(readFileSync(file, 'utf8')) as DemoFile;
  const region = regions.find((one) => one.isTraining) ?? regions[0];
  const login = region?.logins.find(({ role }) => role === 'dispatcher');
  return region && login && { regionId: region.regionId, email: login.email, password: login.password };
}

async function httpPart(city: City, ownerUrl: string, random: () => number): Promise<number | null> {
  const baseUrl = process.env.AKUT_URL;
  if (!baseUrl) {
    console.log('  over HTTP: not measured, AKUT_URL names no running system');
    return null;
  }
  const demo = findDemoLogin();
  // Only a system made for benchmarks may be given a fleet of its own.
  const login =
    process.env.AKUT_BENCH_FLEET === '1' ? await provideBenchRegion(ownerUrl, city, units, random) : demo;
  if (!login) {
    console.log(
      '  over HTTP: not measured, no .akut/demo.json with a dispatcher; set AKUT_BENCH_FLEET=1 to make a region',
    );
    return null;
  }
  const figures = await measureOverHttp(baseUrl, city, login, Math.min(200, incidents), random);
  console.log(
    `  over HTTP, ${figures.units} units: p50 ${formatMilliseconds(figures.p50Milliseconds)}, ` +
      `p95 ${formatMilliseconds(figures.p95Milliseconds)}`,
  );
  if (figures.units < units) {
    console.log(`    (${units} units were wanted; AKUT_BENCH_FLEET=1 makes a training region that has them)`);
  }
  return figures.p95Milliseconds;
}

function importPart(): number | null {
  const file = join(home, 'import-report.json');
  if (!existsSync(file)) {
    console.log(
      `  import: not known, there is no ${file} (npm start and npm run region -- --report write it)`,
    );
    return null;
  }
  const { importSeconds } = JSON.parse(readFileSync(file, 'utf8')) as { importSeconds: number };
  console.log(`  import: ${importSeconds.toFixed(1)} s`);
  return importSeconds;
}

async function main(): Promise<void> {
  const ownerUrl = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL;
  if (!ownerUrl) {
    throw new Error(
      'set DATABASE_OWNER_URL to a database with an imported map, or type npm run bench, which provides one',
    );
  }
  const loaded = await timed(() => loadCity(ownerUrl, values.map));
  const city = loaded.answer;
  const { graph } = city.network;
  console.log(
    `Recommendation on ${city.mapName}: ${graph.nodeCount} junctions, ${graph.edgeCount} edges, ` +
      `ready after ${(loaded.milliseconds / 1000).toFixed(2)} s`,
  );
  try {
    const inProcess = await measureInProcess(city, units, incidents, seededRandom(1));
    console.log(
      `  in process, ${units} units, ${incidents} incidents: p50 ${formatMilliseconds(inProcess.p50Milliseconds)}, ` +
        `p99 ${formatMilliseconds(inProcess.p99Milliseconds)} (${(100 * inProcess.reachedShare).toFixed(1)} % of the units have a road there)`,
    );
    const referee = await comparePgRouting(ownerUrl, city, units, 15, seededRandom(2));
    if (referee) {
      console.log(
        `  pgRouting, same weights, ${units} units: ${formatMilliseconds(referee.theirMedianMilliseconds)} against ` +
          `${formatMilliseconds(referee.ourMedianMilliseconds)}: ${referee.ratio.toFixed(0)} times; ` +
          `largest difference ${referee.maxDifferenceSeconds.toFixed(4)} s`,
      );
    }
    const report = {
      p99Milliseconds: inProcess.p99Milliseconds,
      httpP95Milliseconds: await httpPart(city, ownerUrl, seededRandom(3)),
      ratioPgRouting: referee?.ratio ?? null,
      importSeconds: importPart(),
      p50Milliseconds: inProcess.p50Milliseconds,
      maxDifferenceSeconds: referee?.maxDifferenceSeconds ?? null,
      map: city.mapName,
      units,
    };
    mkdirSync(join(values.out, '..'), { recursive: true });
    writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
    console.log(`  written to ${values.out}`);
  } finally {
    await city.close();
  }
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
