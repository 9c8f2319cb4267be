import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import style from '../osm2pgsql/akut.lua';
import { LOADER_NAME, run, STAGING, withConninfo } from './database.ts';
import type { Client } from './database.ts';
import { ImportError } from './import-error.ts';
import { findComplaint, runProcess } from './run-process.ts';

/** What osmium says about a file before anything is touched. */
export interface OsmFileFacts {
  nodes: number;
  ways: number;
  relations: number;
  isSorted: boolean;
  /** West, south, east, north that the file says it covers; null when it does not say. */
  box: readonly number[] | null;
}

interface OsmiumFileinfo {
  header: { boxes?: number[][] };
  data: {
    count: { nodes: number; ways: number; relations: number };
    objects_ordered: boolean;
    multiple_versions: boolean;
  };
}

/**
 * Reads the whole file once.
 * @throws ImportError when it is broken, truncated or empty
 */
export async function inspectOsmFile(file: string): Promise<OsmFileFacts> {
  const name = basename(file);
  const result = await runProcess('osmium', ['fileinfo', '--extended', '--json', '--no-progress', file]);
  if (result.code !== 0) {
    throw new ImportError(
      `${name} can't be read (${findComplaint(result)}): it is broken or cut off, fetch it again`,
    );
  }
  const { header, data } = JSON.parse(result.stdout) as OsmiumFileinfo;
  if (data.count.nodes === 0 || data.count.ways === 0) {
    throw new ImportError(`${name} is empty: it holds no ways with nodes, so it is no extract of a map`);
  }
  if (data.multiple_versions) {
    throw new ImportError(
      `${name} holds several versions of its objects: import an extract, not a history file`,
    );
  }
  return { ...data.count, isSorted: data.objects_ordered, box: header.boxes?.[0] ?? null };
}

/**
 * Drops what a killed import left behind, its orphaned loader included, and makes the empty staging schema.
 * Only the holder of the import lock may call this.
 */
export async function resetStaging(client: Client): Promise<void> {
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = $1 and datname = current_database()`,
    [LOADER_NAME],
  );
  await run(client, `drop schema if exists ${STAGING} cascade`);
  await run(client, `create schema ${STAGING}`);
  await run(client, `set search_path = ${STAGING}, public`);
}

/** Fills the staging schema from the file, with the nodes of all ways kept for the road graph. */
export async function loadStaging(client: Client, file: string, signal?: AbortSignal): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'akut-style-'));
  try {
    const styleFile = join(folder, 'akut.lua');
    await writeFile(styleFile, `local SCHEMA = '${STAGING}'\n${style}`);
    const result = await withConninfo(client, (conninfo) =>
      runProcess(
        'osm2pgsql',
        [
          '--create',
          '--slim',
          '--cache=512',
          '--output=flex',
          `--style=${styleFile}`,
          `--middle-schema=${STAGING}`,
          `--database=${conninfo}`,
          file,
        ],
        { signal },
      ),
    );
    if (result.code !== 0) {
      throw new ImportError(
        `${basename(file)} could not be imported: osm2pgsql says "${findComplaint(result)}"`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
