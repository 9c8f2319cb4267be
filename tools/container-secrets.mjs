// Passwords of the containers and the URLs that hold them, one file each, made at the first start and left alone after:
// node tools/container-secrets.mjs FOLDER
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('Name the folder for the files');
  process.exit(2);
}
const complete = join(folder, 'complete');
if (!existsSync(complete)) {
  mkdirSync(folder, { recursive: true });
  const [owner, app, redis] = [1, 2, 3].map(() => randomBytes(24).toString('hex'));
  const files = {
    'owner-password': owner,
    'app-password': app,
    'redis-password': redis,
    'database-owner-url': `postgres://akut_owner:${owner}@postgis:5432/akut`,
    'database-url': `postgres://akut_app:${app}@postgis:5432/akut`,
    'redis-url': `redis://:${redis}@redis:6379`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o600 });
  writeFileSync(complete, '');
}
