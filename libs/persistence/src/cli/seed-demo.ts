import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '#config';
import { seedDemo } from '../demo/seed-demo.ts';
import { createPool } from '../pool.ts';

/** `seed-demo [--region montevideo] [--url URL]`: demo accounts and a fleet; the logins go to AKUT_DEMO_FILE. */
async function main(): Promise<void> {
  const config = readConfig('seedDemo');
  if (!config.AKUT_DEMO) throw new Error('demo data is only made in demo mode: set AKUT_DEMO=1');
  const { values } = parseArgs({
    options: { region: { type: 'string', multiple: true }, url: { type: 'string' } },
  });
  const pool = createPool(config.DATABASE_OWNER_URL, { max: 1 });
  try {
    const regions = [];
    for (const regionId of values.region ?? ['montevideo']) regions.push(...(await seedDemo(pool, regionId)));
    const url = values.url ?? `http://127.0.0.1:${config.AKUT_PORT}`;
    mkdirSync(dirname(config.AKUT_DEMO_FILE), { recursive: true });
    writeFileSync(config.AKUT_DEMO_FILE, `${JSON.stringify({ url, regions }, null, 2)}\n`, { mode: 0o600 });
    const units = regions.reduce((sum, region) => sum + region.crews.length, 0);
    process.stdout.write(`demo: ${units} units in ${regions.map((region) => region.regionId).join(', ')}\n`);
  } finally {
    await pool.end();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).message}\n`);
  process.exitCode = 1;
});
