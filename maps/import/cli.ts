import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '#config';
import { ImportError } from './import-error.ts';
import { importRegion } from './import-region.ts';
import type { ImportOptions } from './import-region.ts';
import { PRESET_NAMES } from './presets.ts';
import { formatProgress } from './progress.ts';
import { rebuildValhallaTiles } from './valhalla.ts';

const HELP = `Imports roads, places and the basemap of a region.

  npm run region -- PRESET            one of ${PRESET_NAMES.join(', ')}
  npm run region -- FILE.osm.pbf      any OpenStreetMap extract
  npm run region -- --map MAP --name NAME
                                      a further region on a map that is there, or more stations and
                                      facilities of one that is there

  --name NAME              the region's name (default: of the preset or the file)
  --map MAP                name of the map; several regions may share one
  --time-zone ZONE         IANA time zone (default: this machine's)
  --currency CODE          ISO 4217 (default: EUR)
  --languages LIST         ISO 639-1, separated by commas (default: en)
  --stations FILE.csv      stations, with the columns name, lon, lat
  --facilities FILE.csv    hospitals and others that the map lacks, with the columns name, kind, lon, lat
                           and perhaps emergency (yes or no)
  --training               also a training region, whose incidents never count
  --extract-base-url URL   server that presets are fetched from
  --refresh                import the map of a preset again
  --no-valhalla            leave the tiles for spoken instructions to their first use
  --navigation-tiles MAP   only build those tiles again, of a map that is there
  --report FILE.json       write counts and seconds there
`;

function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      map: { type: 'string' },
      'time-zone': { type: 'string' },
      currency: { type: 'string' },
      languages: { type: 'string' },
      stations: { type: 'string' },
      facilities: { type: 'string' },
      training: { type: 'boolean' },
      'extract-base-url': { type: 'string' },
      refresh: { type: 'boolean' },
      'no-valhalla': { type: 'boolean' },
      'navigation-tiles': { type: 'string' },
      report: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (positionals.length > 1) throw new ImportError(`one source at a time: ${positionals.join(' and ')}`);
  const config = readConfig('region');
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort());
  if (values['navigation-tiles']) {
    await rebuildValhallaTiles(config.AKUT_HOME, values['navigation-tiles'], abort.signal);
    console.log(`The tiles for spoken instructions of "${values['navigation-tiles']}" are built.`);
    return 0;
  }
  const options: ImportOptions = {
    ownerUrl: config.DATABASE_OWNER_URL,
    akutHome: config.AKUT_HOME,
    source: positionals[0],
    name: values.name,
    map: values.map,
    timeZone: values['time-zone'],
    currency: values.currency,
    languages: values.languages?.split(',').map((code) => code.trim()),
    stationsCsv: values.stations,
    facilitiesCsv: values.facilities,
    training: values.training,
    extractBaseUrl: values['extract-base-url'],
    refresh: values.refresh,
    valhalla: !values['no-valhalla'],
    onProgress: (progress) => console.log(formatProgress(progress)),
    log: (line) => console.log(line),
    signal: abort.signal,
  };
  const report = await importRegion(options);
  if (values.report) await writeFile(values.report, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`The map "${report.map}" is in use after ${report.importSeconds.toFixed(1)} s.`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  const code = (error as { code?: string }).code;
  const isExpected =
    error instanceof ImportError || error instanceof ConfigError || code?.startsWith('ERR_PARSE_ARGS');
  console.error(isExpected ? (error as Error).message : error);
  if (error instanceof ImportError) for (const line of error.details) console.error(`  ${line}`);
  process.exitCode = 1;
}
