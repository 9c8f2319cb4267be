import { describe, expect, it } from '@jest/globals';
import { readFacilitiesCsv } from './facilities.ts';

describe('readFacilitiesCsv', () => {
  it('reads columns in any order, and what is assumed of emergency departments', () => {
    const text =
      'kind;name;lat;lon;emergency\n' +
      'hospital;Karolinska;59,3489;18,0311;\n' +
      'Hospital;Danderyd;59.39;18.04;no\n' +
      'clinic;City;59.33;18.05;YES\n' +
      'urgentcare;South;59.31;18.06\n';
    expect(readFacilitiesCsv(text)).toEqual({
      rows: [
        { name: 'Karolinska', kind: 'hospital', lon: 18.0311, lat: 59.3489, hasEmergency: true },
        { name: 'Danderyd', kind: 'hospital', lon: 18.04, lat: 59.39, hasEmergency: false },
        { name: 'City', kind: 'clinic', lon: 18.05, lat: 59.33, hasEmergency: true },
        { name: 'South', kind: 'urgentCare', lon: 18.06, lat: 59.31, hasEmergency: false },
      ],
      faults: [],
    });
  });

  it('needs no column for emergency', () => {
    expect(readFacilitiesCsv('name,kind,lon,lat\nA,doctors,1,2\n').rows).toEqual([
      { name: 'A', kind: 'doctors', lon: 1, lat: 2, hasEmergency: false },
    ]);
  });

  it('names every bad row', () => {
    const text =
      'name,kind,lon,lat,emergency\nA,pub,1,1,\nB,clinic,1,1,maybe\nC,clinic,181,1,\n,clinic,1,1,\n' +
      'D,,1,1,\nE,clinic,1,1,yes\nE,hospital,2,2,no\n';
    expect(readFacilitiesCsv(text).faults).toEqual([
      'row 2: kind "pub" is none of hospital, clinic, doctors, urgentCare, diagnosticCentre',
      'row 3: emergency "maybe" is neither yes nor no',
      'row 4: lon "181" is no number between -180 and 180',
      'row 5: the name is missing',
      'row 6: kind "" is none of hospital, clinic, doctors, urgentCare, diagnosticCentre',
      'row 8: "E" stands in row 7 already',
    ]);
  });

  it.each([
    ['name,lon,lat\nA,1,1\n', 'row 1: the columns must be named name, kind, lon and lat'],
    ['name,kind,lon,lat\n', 'row 2: there is nothing below the header'],
  ])('refuses %j', (text, fault) => {
    expect(readFacilitiesCsv(text)).toEqual({ rows: [], faults: [fault] });
  });
});
