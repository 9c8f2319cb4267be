// Bundles one benchmark and runs it in a process of its own, with the arguments given to this one.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { API_NODE_FLAGS } from '../provision/builds.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param name an entry of tools/build.mjs */
export async function runBundle(name) {
  process.chdir(ROOT);
  const { buildServers } = await import('../build.mjs');
  await buildServers([name]);
  const child = spawn(
    process.execPath,
    [...API_NODE_FLAGS, join('dist', `${name}.js`), ...process.argv.slice(2)],
    {
      stdio: 'inherit',
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
