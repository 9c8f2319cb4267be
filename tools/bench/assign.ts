/** The race of 8 dispatchers for 400 units against a running api; figures go to artifacts/bench/assign.json. Run it by assign.mjs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { measureAssignRace } from './assign-race.ts';
import { formatMilliseconds } from './measure.ts';

const { values } = parseArgs({
  options: {
    dispatchers: { type: 'string', default: '8' },
    units: { type: 'string', default: '400' },
    out: { type: 'string', default: 'artifacts/bench/assign.json' },
  },
});

async function main(): Promise<void> {
  const baseUrl = process.env.AKUT_URL;
  const ownerUrl = process.env.DATABASE_OWNER_URL;
  if (!baseUrl || !ownerUrl) {
    throw new Error(
      'set AKUT_URL and DATABASE_OWNER_URL to a running system, or type npm run bench -- assign, which provides one',
    );
  }
  const figures = await measureAssignRace({
    baseUrl,
    ownerUrl,
    dispatchers: Number(values.dispatchers),
    units: Number(values.units),
  });
  console.log(
    `${figures.dispatchers} dispatchers race for ${figures.units} units: ${figures.accepted} accepted, ` +
      `${figures.refusedWithWinner} of ${figures.refused} refused were told who won, ` +
      `${figures.doubleAssigned} units sent twice`,
  );
  console.log(
    `  a request: p50 ${formatMilliseconds(figures.p50Milliseconds)}, p95 ${formatMilliseconds(figures.p95Milliseconds)}, ` +
      `p99 ${formatMilliseconds(figures.p99Milliseconds)}, longest ${formatMilliseconds(figures.maxMilliseconds)} ` +
      `(${(figures.requests / figures.seconds).toFixed(0)} requests a second)`,
  );
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, `${JSON.stringify(figures, null, 2)}\n`);
  console.log(`  written to ${values.out}`);
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
