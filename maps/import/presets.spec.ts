import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { findPreset, PRESET_NAMES, regionPreset } from './presets.ts';

const get = (name: string) => {
  const preset = findPreset(name);
  if (!preset) throw new Error(`no preset ${name}`);
  return preset;
};

describe('presets', () => {
  it('are all files of maps/regions, valid, named as their file', () => {
    const files = readdirSync(resolve(import.meta.dirname, '../regions')).map((name) =>
      name.replace('.json', ''),
    );
    expect([...PRESET_NAMES].sort()).toEqual(files.sort());
    for (const name of PRESET_NAMES) expect(get(name).id).toBe(name);
  });

  it('has Central Bohemia and Prague on one map of one source', () => {
    const [outer, inner] = [get('central-bohemia'), get('prague')];
    expect(inner.map).toBe(outer.map);
    expect(inner.source).toEqual(outer.source);
    expect(outer.area!.outside).toEqual([inner.area!.within]);
  });

  it('keeps training apart by a region of its own', () => {
    const ids = PRESET_NAMES.flatMap((name) => [get(name).id, get(name).training?.id ?? []].flat());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['timeZone', 'Mars/Olympus'],
    ['currency', 'euro'],
    ['languages', ['english']],
    ['languages', []],
    ['id', 'Not An Id'],
    ['source', { kind: 'ftp' }],
    ['colour', 'blue'],
  ])('refuse a wrong %s', (field, value) => {
    expect(regionPreset.safeParse({ ...get('montevideo'), [field]: value }).success).toBe(false);
  });
});
