import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { compressFolder } from '../build/precompress.ts';

const SCRIPT = `export const words = ${JSON.stringify('nothing repeats like a word. '.repeat(200))};`;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'akut-precompress-'));
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, '.vite'));
  writeFileSync(join(folder, 'assets', 'app.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'small.css'), 'a { color: red }');
  writeFileSync(join(folder, 'assets', 'font.woff2'), SCRIPT);
  writeFileSync(join(folder, '.vite', 'manifest.json'), SCRIPT);
  await compressFolder(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('files of a web app', () => {
  it('have smaller forms beside them, which unpack to the same', () => {
    const brotli = readFileSync(join(folder, 'assets', 'app.js.br'));
    const gzipped = readFileSync(join(folder, 'assets', 'app.js.gz'));
    expect(brotliDecompressSync(brotli).toString()).toBe(SCRIPT);
    expect(gunzipSync(gzipped).toString()).toBe(SCRIPT);
    expect(Math.max(brotli.length, gzipped.length)).toBeLessThan(SCRIPT.length / 4);
  });

  it('have none where nothing would be gained, and none of what is not served', () => {
    expect(readdirSync(join(folder, 'assets')).sort()).toEqual([
      'app.js',
      'app.js.br',
      'app.js.gz',
      'font.woff2',
      'small.css',
    ]);
    expect(readdirSync(join(folder, '.vite'))).toEqual(['manifest.json']);
  });
});
