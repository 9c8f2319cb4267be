/** The crew's tablet in chromium; figures go to artifacts/bench/tablet.json. Run it by tablet.mjs. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DemoRegion } from '#persistence';
import { measureTabletFirstLoad } from '../../../tests/web/first-load.ts';
import { launch } from '../desk/browser.ts';
import { measureLongQueue, measureReturns } from './offline.ts';
import { measureTaps } from './taps.ts';

const { values } = parseArgs({
  options: {
    taps: { type: 'string', default: '36' },
    opens: { type: 'string', default: '5' },
    returns: { type: 'string', default: '3' },
    smoke: { type: 'boolean', default: false },
    out: { type: 'string', default: 'artifacts/bench/tablet.json' },
  },
});
const taps = values.smoke ? 6 : Number(values.taps);
const opens = values.smoke ? 1 : Number(values.opens);
const returns = values.smoke ? 1 : Number(values.returns);
const LANGUAGES = ['en', 'bg', 'cs', 'sv'];
const LIMITS = {
  tapToDeskP95Milliseconds: 1000,
  firstLoadGzipBytes: 120_000,
  longQueueMilliseconds: 1000,
  backOnlineMilliseconds: 5000,
};

/** The largest of the languages. */
function firstLoadPart() {
  const sizes = LANGUAGES.map((language) => {
    const { totalBytes } = measureTabletFirstLoad(join('dist', 'web', 'tablet'), language);
    return [language, totalBytes] as const;
  });
  const gzipBytes = Math.max(...sizes.map(([, bytes]) => bytes));
  console.log(`  first load: ${(gzipBytes / 1000).toFixed(1)} kB gzip`);
  return { gzipBytes, byLanguage: Object.fromEntries(sizes) };
}

async function measure(system: { readonly url: string; readonly regions: readonly DemoRegion[] }) {
  const firstLoad = firstLoadPart();
  const browser = await launch();
  const tapToDesk = await measureTaps(browser, system, taps).finally(() => browser.close());
  console.log(
    `  tap to the desk's screen: p50 ${tapToDesk.p50Milliseconds} ms, p95 ${tapToDesk.p95Milliseconds} ms of ${tapToDesk.taps}; ` +
      `the desk's send to the tablet's screen: p95 ${tapToDesk.sendToTabletP95Milliseconds} ms of ${tapToDesk.sends}`,
  );
  const longQueue = await measureLongQueue(system, opens);
  console.log(
    `  ${longQueue.items} entries in the queue open after ${longQueue.p50Milliseconds.toFixed(0)} ms, ` +
      `at most ${longQueue.mostMilliseconds.toFixed(0)} ms`,
  );
  const { backOnline, installable } = await measureReturns(system, returns);
  console.log(
    `  back online with 600 fixes, 6 statuses and a message, killed: current after ${backOnline.mostMilliseconds} ms, ` +
      `${backOnline.mostMillisecondsWhenNotToldOfTheNetwork} ms where the device does not tell of its network`,
  );
  console.log(`  installable: ${installable.isInstallable ? 'yes' : `no, ${installable.errors.join(', ')}`}`);
  return { tapToDesk, firstLoad, longQueue, backOnline, installable };
}

type Figures = Awaited<ReturnType<typeof measure>>;

const listMissed = ({ tapToDesk, firstLoad, longQueue, backOnline, installable }: Figures): string[] =>
  [
    tapToDesk.p95Milliseconds > LIMITS.tapToDeskP95Milliseconds && 'tap to the desk',
    firstLoad.gzipBytes > LIMITS.firstLoadGzipBytes && 'first load',
    longQueue.mostMilliseconds > LIMITS.longQueueMilliseconds && 'opening with a long queue',
    backOnline.mostMilliseconds > LIMITS.backOnlineMilliseconds && 'current when back online',
    !installable.isInstallable && 'installable',
  ].filter((one) => typeof one === 'string');

async function main(): Promise<void> {
  const url = process.env.AKUT_URL;
  const demoFile = process.env.AKUT_DEMO_FILE;
  if (!url || !demoFile) {
    throw new Error(
      'set AKUT_URL and AKUT_DEMO_FILE to a running system with demo users, or type npm run bench:tablet, which provides one',
    );
  }
  const { regions } = JSON.parse(readFileSync(demoFile, 'utf8')) as { regions: DemoRegion[] };
  const [load] = loadavg();
  console.log(
    `Tablet and desk in chromium, drawn in software; load of the machine at the start ${load!.toFixed(1)}`,
  );
  const figures = await measure({ url, regions });
  const missed = listMissed(figures);
  const report = { isSmoke: values.smoke, loadAtStart: load, limits: LIMITS, missed, ...figures };
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
  console.log(
    `  ${missed.length === 0 ? 'all within their limits' : `over the limit: ${missed.join(', ')}`}; written to ${values.out}`,
  );
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
