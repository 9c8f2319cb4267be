// `npm run build`: server bundles and web apps into dist/, what changed only. Needs the npm packages.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOne, listStale } from './provision/builds.mjs';
import { runProgram } from './provision/lifetime.mjs';
import { Progress } from './provision/progress.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

async function main({ signal }) {
  const progress = new Progress();
  for (const name of listStale(ROOT)) {
    await progress.step(
      { key: name, title: name === 'servers' ? 'Server bundles' : `Web app ${name}` },
      (update) => buildOne(name, { root: ROOT, logFile: join(ROOT, 'dist', 'build.log'), signal, update }),
    );
  }
}

await runProgram(main);
