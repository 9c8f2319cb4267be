import { describe, expect, it } from '@jest/globals';
import { planImport } from './plan.ts';

describe('planImport', () => {
  it('takes a preset with its training region', () => {
    const plan = planImport({ source: 'montevideo' });
    expect(plan).toMatchObject({ mapName: 'montevideo', mayReuseMap: true });
    expect(plan.regions.map(({ id, isTraining }) => [id, isTraining])).toEqual([
      ['montevideo', false],
      ['montevideo-training', true],
    ]);
    expect(plan.regions[0]).toMatchObject({ timeZone: 'America/Montevideo', currency: 'UYU' });
  });

  it('names a file import by its file, or as said, in any script', () => {
    expect(planImport({ source: 'data/stockholm.osm.pbf' })).toMatchObject({
      mapName: 'stockholm',
      mayReuseMap: false,
      regions: [
        { id: 'stockholm', name: 'stockholm', languages: ['en'], currency: 'EUR', isTraining: false },
      ],
    });
    const sofia = planImport({
      source: 'x.osm.pbf',
      name: 'София-град',
      timeZone: 'Europe/Sofia',
      languages: ['bg'],
    });
    expect(sofia.regions).toMatchObject([
      { id: 'sofiya-grad', name: 'София-град', timeZone: 'Europe/Sofia' },
    ]);
    expect(planImport({ source: './2024.pbf' }).mapName).toBe('region-2024');
  });

  it('puts a further region on a map', () => {
    expect(planImport({ map: 'stockholm', name: 'Solna', training: true })).toMatchObject({
      mapName: 'stockholm',
      source: undefined,
      regions: [{ id: 'solna' }, { id: 'solna-training', isTraining: true }],
    });
  });

  it.each([
    [{}, /say what to import: one of montevideo/],
    [{ map: 'stockholm' }, /say what to import/],
    [{ source: 'atlantis' }, /there is no preset "atlantis"/],
    [{ source: 'a.pbf', timeZone: 'Mars' }, /the time zone "Mars" is no IANA time zone/],
    [{ source: 'a.pbf', currency: 'kr' }, /the currency "kr" is no ISO 4217 code/],
    [{ source: 'a.pbf', languages: ['svenska'] }, /the language "svenska" is no ISO 639-1 code/],
    [{ source: 'a.pbf', map: 'Not a map' }, /the map "Not a map"/],
    [{ source: 'a.pbf', stationsCsv: '/nowhere/stations.csv' }, /the stations can't be read/],
    [{ source: 'a.pbf', facilitiesCsv: '/nowhere/f.csv' }, /the facilities can't be read/],
  ])('refuses %j', (request, message) => {
    expect(() => planImport(request)).toThrow(message);
  });
});
