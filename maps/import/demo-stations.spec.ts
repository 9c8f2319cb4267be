import { describe, expect, it } from '@jest/globals';
import { pickDemoStations, shorten } from './demo-stations.ts';
import type { StationCandidate } from './demo-stations.ts';

const facility = (
  name: string,
  kind: string,
  lon: number,
  more: Partial<StationCandidate> = {},
): StationCandidate => ({
  name,
  kind,
  lon,
  lat: 0,
  ownName: name,
  operator: null,
  emergency: null,
  healthcare: null,
  speciality: null,
  neighbourhood: null,
  ...more,
});
const namesOf = (candidates: readonly StationCandidate[], count: number, services: string[] = []): string[] =>
  pickDemoStations(candidates, count, services).map(({ name }) => name);

describe('pickDemoStations', () => {
  it('prefers emergency departments, then the city services, hospitals, and fire stations last', () => {
    const city = [
      facility('Fire One', 'fire_station', 0.01),
      facility('Centro Sur', 'hospital', 0.03),
      facility('Hospital Sur', 'hospital', 0.05),
      facility('SEMM Norte', 'clinic', 0.07),
      facility('Clinic', 'clinic', 0.09, { ownName: 'Clinic', operator: 'Semm' }),
      facility('Casa', 'clinic', 0.11, { emergency: 'yes' }),
      facility('Consultas', 'clinic', 0.13),
    ];
    const ranked = namesOf(city, 6, ['SEMM']);
    expect(ranked[0]).toBe('Casa');
    expect(new Set(ranked.slice(1, 3))).toEqual(new Set(['SEMM Norte', 'Clinic']));
    expect(ranked.slice(3)).toEqual(['Hospital Sur', 'Centro Sur', 'Fire One']);
    // A plain clinic only when there is nothing better.
    expect(namesOf(city, 7, ['SEMM'])).toContain('Consultas');
  });

  it.each([
    ['Banco de Prótesis', {}],
    ['Clínica Odontológica', { emergency: 'yes' }],
    ['Policlínica MSP', {}],
    ['Hospital Geriátrico "Doctor Luis Piñeyro del Campo"', {}],
    ['Clínica Suizo Americana Centro de Esterilidad e Infertilidad', {}],
    ['Central', { healthcare: 'laboratory' }],
    ['Hospital Sur', { emergency: 'no' }],
  ])('never takes %s %j', (name, more) => {
    expect(namesOf([facility(name, 'hospital', 0.01, more)], 5)).toEqual([]);
  });

  it('spreads over the city, and takes neighbours only when it must', () => {
    const city = [0.1, 0.1001, 0.1002, 0.2, 0.3].map((lon, index) =>
      facility(`Hospital ${index}`, 'hospital', lon, { lat: lon }),
    );
    expect(namesOf(city, 3).sort()).toEqual(['Hospital 0', 'Hospital 3', 'Hospital 4']);
  });

  it('tells those of one name apart by where they are, and is the same every time', () => {
    const city = [
      facility('SUAT', 'hospital', 0.01, { neighbourhood: 'Pocitos' }),
      facility('Suat', 'hospital', 0.15, { neighbourhood: 'Parque de Carrasco' }),
      facility('Fire Station', 'fire_station', 0.3, { ownName: null, neighbourhood: 'Unión' }),
      facility('Hospital', 'hospital', 0.45, { neighbourhood: 'Cerro' }),
    ];
    const names = ['Suat Parque', 'Fire Station Unión', 'SUAT Pocitos', 'Hospital Cerro'];
    expect(new Set(namesOf(city, 4))).toEqual(new Set(names));
    expect(pickDemoStations(city, 4)).toEqual(pickDemoStations(city, 4));
  });

  it('answers a city without any', () => {
    expect(pickDemoStations([], 5)).toEqual([]);
  });
});

describe('shorten', () => {
  it.each([
    ['CAP 1 (Centro de Atención Periférica nº 1)', 'CAP 1'],
    ['Hospital de Clínicas "Doctor Manuel Quintela"', 'Hospital de Clínicas Doctor'],
    ['Policlínica, Laboratorio y Preparto', 'Policlínica'],
    ['Círculo Católico - Clínica Integral', 'Círculo Católico'],
    ['Centro Hospitalario de la Universidad', 'Centro Hospitalario'],
    ['  Fire   Station ', 'Fire Station'],
    ['Universitätsklinikumsgesellschaftshaus', 'Universitätsklinikumsgesells'],
    ['(x)', '(x)'],
  ])('makes of %j %j', (name, short) => {
    expect(shorten(name)).toBe(short);
    expect(short.length).toBeLessThanOrEqual(28);
  });
});
