import { describe, expect, it } from '@jest/globals';
import { listSources, resolveRelative, roomOfImport, type SourceFile } from './source-tree.ts';

const sources = listSources();
const production = sources.filter((file) => !file.isTest);

/** Who may import whom among the libs. Apps and the map import may import any lib; nobody imports an app. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  'road-network': [],
  contracts: ['domain'],
  codecs: ['domain'],
  'use-cases': ['domain', 'contracts'],
  persistence: ['domain', 'contracts', 'config'],
  config: [],
  ui: ['domain', 'contracts'],
  testing: ['domain', 'contracts', 'config', 'persistence'],
};
const BROWSER_ROOMS = ['apps/dispatcher', 'apps/tablet', 'apps/fleet'];
const BROWSER_MAY_IMPORT = ['contracts', 'domain', 'ui'];

function forbiddenImports(file: SourceFile): string[] {
  const allowed = BROWSER_ROOMS.includes(file.room) ? BROWSER_MAY_IMPORT : MAY_IMPORT[file.room];
  return file.imports.flatMap((specifier) => {
    const room = roomOfImport(file, specifier);
    if (room === undefined || room === file.room) return [];
    const isApp = room === 'apps' || room.startsWith('apps/');
    return isApp || (allowed && !allowed.includes(room)) ? [`${file.path} imports ${specifier}`] : [];
  });
}

function findCycle(files: readonly SourceFile[]): string[] | undefined {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const onPath: string[] = [];
  const visit = (path: string): string[] | undefined => {
    const file = byPath.get(path);
    if (!file || done.has(path)) return undefined;
    if (onPath.includes(path)) return [...onPath.slice(onPath.indexOf(path)), path];
    onPath.push(path);
    for (const specifier of file.imports) {
      const next = resolveRelative(file, specifier);
      const cycle = next === undefined ? undefined : visit(next);
      if (cycle) return cycle;
    }
    onPath.pop();
    done.add(path);
    return undefined;
  };
  for (const file of files) {
    const cycle = visit(file.path);
    if (cycle) return cycle;
  }
  return undefined;
}

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? 0;

describe('architecture', () => {
  it('finds the source files', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it('keeps the arrows between rooms', () => {
    expect(production.flatMap(forbiddenImports)).toEqual([]);
  });

  it('has no import cycle', () => {
    expect(findCycle(sources)).toBeUndefined();
  });

  it('keeps domain and road-network pure', () => {
    const impure = production
      .filter((file) => ['domain', 'road-network'].includes(file.room))
      .flatMap((file) => {
        const imports = file.imports.filter(
          (specifier) => !specifier.startsWith('.') && specifier !== 'flatbush',
        );
        const calls =
          file.text.match(/\b(Date\.now|new Date\(\)|Math\.random|performance\.now|process\.)/g) ?? [];
        return [...imports, ...calls].map((what) => `${file.path}: ${what}`);
      });
    expect(impure).toEqual([]);
  });

  it('reads process.env in config and tools only', () => {
    const readers = production.filter(
      (file) => /process\.env/.test(file.text) && !['config', 'tools'].includes(file.room),
    );
    expect(readers.map((file) => file.path)).toEqual([]);
  });

  it('uses NestJS, BullMQ and the socket server in apps only', () => {
    const pattern = /^(@nestjs\/|bullmq$|socket\.io$)/;
    const users = production.filter(
      (file) => !file.room.startsWith('apps/') && file.imports.some((specifier) => pattern.test(specifier)),
    );
    expect(users.map((file) => file.path)).toEqual([]);
  });

  it('keeps files within 500 lines, most under 250', () => {
    const tooLong = sources.filter((file) => file.lines > 500).map((file) => `${file.path}: ${file.lines}`);
    expect(tooLong).toEqual([]);
    const sizes = production.map((file) => file.lines);
    expect(percentile(sizes, 0.9)).toBeLessThanOrEqual(250);
  });

  it('keeps functions within 80 lines, nine in ten within 40', () => {
    const functions = production.flatMap((file) =>
      file.functions.map((one) => ({ ...one, path: file.path })),
    );
    const tooLong = functions
      .filter((one) => one.lines > 80)
      .map((one) => `${one.path} ${one.name}: ${one.lines}`);
    expect(tooLong).toEqual([]);
    const sizes = functions.map((one) => one.lines);
    expect(percentile(sizes, 0.9)).toBeLessThanOrEqual(40);
  });
});
