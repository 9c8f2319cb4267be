import { describe, expect, it } from '@jest/globals';
import { readStationsCsv } from './stations.ts';

describe('readStationsCsv', () => {
  it('reads columns in any order and decimal commas', () => {
    expect(readStationsCsv('lat;lon;name\n59,3489;18,0311;Karolinska\n\n')).toEqual({
      rows: [{ name: 'Karolinska', lon: 18.0311, lat: 59.3489 }],
      faults: [],
    });
  });

  it('names every bad row', () => {
    const text = 'name,lon,lat\nA,181,0\nB,0,91\nC,x,0\n,1,1\nD,1,1\nD,2,2\nE,1\n';
    expect(readStationsCsv(text).faults).toEqual([
      'row 2: lon "181" is no number between -180 and 180',
      'row 3: lat "91" is no number between -90 and 90',
      'row 4: lon "x" is no number between -180 and 180',
      'row 5: the name is missing',
      'row 7: "D" stands in row 6 already',
      'row 8: lat "" is no number between -90 and 90',
    ]);
  });

  it.each([
    ['', 'row 1: the columns must be named name, lon and lat'],
    ['name,x,y\nA,1,1\n', 'row 1: the columns must be named name, lon and lat'],
    ['name,lon,lat\n', 'row 2: there is nothing below the header'],
  ])('refuses %j', (text, fault) => {
    expect(readStationsCsv(text)).toEqual({ rows: [], faults: [fault] });
  });
});
