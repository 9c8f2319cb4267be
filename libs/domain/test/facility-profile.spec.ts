import { describe, expect, it } from '@jest/globals';
import {
  decideFacilityStatus,
  deriveProfile,
  diversionOfService,
  type FacilityStatus,
  type GivenStatus,
  type MappedFacility,
  statusInForce,
} from '../src/index.ts';

const mapped = (name: string, more: Partial<MappedFacility> = {}): MappedFacility => ({
  kind: 'hospital',
  name,
  hasEmergency: true,
  tags: {},
  ...more,
});
const servicesOf = (facility: MappedFacility): string =>
  deriveProfile(facility)
    .services.map(({ service }) => service)
    .join(' ');

describe('what the map says of a facility', () => {
  it.each([
    ['a general hospital', mapped('Hospital Maciel'), 'emergency24h imaging minorInjuries'],
    ['one without emergency department', mapped('Sanatorium', { hasEmergency: false }), 'imaging'],
    ['a hospital for children', mapped('Hospital de Niños'), 'paediatric24h'],
    [
      'one for children that the map gives an emergency department',
      mapped('Dětská nemocnice', { tags: { emergency: 'yes' } }),
      'paediatric24h',
    ],
    ['a maternity hospital', mapped('Porodnice u Apolináře', { hasEmergency: false }), 'maternity'],
    ['a psychiatric hospital', mapped('Психиатрична болница'), 'psychiatric'],
    [
      'a psychiatric hospital with an emergency department',
      mapped('Hospital Psiquiátrico', { tags: { emergency: 'yes' } }),
      'psychiatric emergency24h imaging minorInjuries',
    ],
    ['a house that takes nobody from the street', mapped('Instituto Nacional del Cáncer'), ''],
    ['a name that only begins like a word', mapped('Barnet Hospital'), 'emergency24h imaging minorInjuries'],
    [
      'tagged specialities',
      mapped('St. Anna', { tags: { 'healthcare:speciality': 'obstetrics; trauma;wizardry' } }),
      'maternity trauma emergency24h imaging minorInjuries',
    ],
    [
      'a speciality named like a property',
      mapped('X', { tags: { 'healthcare:speciality': 'constructor' } }),
      'emergency24h imaging minorInjuries',
    ],
    ['a clinic', mapped('Clinic', { kind: 'clinic', hasEmergency: false }), 'generalPractice'],
    ['a clinic with emergency care', mapped('Clinic', { kind: 'clinic' }), 'minorInjuries generalPractice'],
    [
      'a diagnostic centre',
      mapped('ДКЦ 1', { kind: 'diagnosticCentre', hasEmergency: false }),
      'imaging generalPractice',
    ],
  ])('%s', (_what, facility, services) => {
    expect(servicesOf(facility)).toBe(services);
  });

  it('takes hours from the tag, and else those that are usual', () => {
    const clinic = mapped('Clinic', { kind: 'clinic', hasEmergency: false });
    const withHours = (text: string) => deriveProfile({ ...clinic, tags: { opening_hours: text } });
    expect(withHours('Sa 08:00-12:00')).toMatchObject({
      hours: { weekly: [{ weekday: 5, startMinutes: 480, endMinutes: 720 }] },
      hoursAreAssumed: false,
    });
    expect(withHours('ask inside')).toMatchObject({ hours: { publicHolidays: [] }, hoursAreAssumed: true });
    expect(deriveProfile(clinic).hours.weekly).toHaveLength(5);
    expect(deriveProfile(mapped('Hospital')).hours.weekly).toHaveLength(7);
    expect(deriveProfile(mapped('Clinic', { kind: 'clinic' })).level).toBe('urgentCare');
  });

  it('takes beds only when they are a number', () => {
    const beds = (text: string) => deriveProfile(mapped('H', { tags: { 'capacity:beds': text } })).capacity;
    expect([beds('230'), beds('many'), beds('-3'), beds('1e9'), beds('')]).toEqual([
      230,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('what a facility says of itself', () => {
  const now = new Date('2026-03-02T10:00:00Z');
  const minutesLater = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
  const given = (more: Partial<GivenStatus> = {}): GivenStatus => ({
    loadPercent: 90,
    waitMinutes: { 3: 40 },
    freeBeds: 2,
    diversions: [],
    until: null,
    ...more,
  });
  const offered = ['emergency24h', 'stroke'] as const;

  it('is believed for four hours, or until the end it names', () => {
    expect(decideFacilityStatus(given(), offered, now)).toMatchObject({ next: { until: minutesLater(240) } });
    const until = minutesLater(30);
    const decision = decideFacilityStatus(
      given({ until, diversions: [{ service: 'stroke', state: 'closed', until: null }] }),
      offered,
      now,
    );
    expect(decision).toMatchObject({ ok: true, next: { until, diversions: [{ until }] } });
  });

  it.each([
    ['an end that has passed', { until: now }, 'untilPast'],
    ['an end beyond a day', { until: minutesLater(1441) }, 'untilTooFar'],
    [
      'a diversion that has ended',
      { diversions: [{ service: null, state: 'closed', until: now }] },
      'untilPast',
    ],
    [
      'a diversion for half a year',
      { diversions: [{ service: null, state: 'closed', until: minutesLater(260_000) }] },
      'untilTooFar',
    ],
    [
      'a service it does not have',
      { diversions: [{ service: 'burns', state: 'busy', until: null }] },
      'serviceNotOffered',
    ],
  ] as const)('is refused with %s', (_what, more, reason) => {
    expect(decideFacilityStatus(given(more), offered, now)).toMatchObject({ ok: false, reason });
  });

  it('ends by itself, and a longer diversion outlives it', () => {
    const status: FacilityStatus = {
      until: minutesLater(60),
      loadPercent: 90,
      waitMinutes: { 3: 40 },
      freeBeds: 0,
      diversions: [
        { service: 'stroke', state: 'closed', until: minutesLater(120) },
        { service: null, state: 'busy', until: minutesLater(30) },
      ],
    };
    expect(statusInForce(status, now)).toEqual(status);
    expect(statusInForce(status, minutesLater(45))?.diversions).toHaveLength(1);
    expect(statusInForce(status, minutesLater(60))).toMatchObject({
      loadPercent: null,
      waitMinutes: {},
      freeBeds: null,
    });
    expect(statusInForce(status, minutesLater(120))).toBeUndefined();
    expect(diversionOfService(status, 'stroke', now)).toBe('closed');
    expect(diversionOfService(status, 'emergency24h', now)).toBe('busy');
    expect(diversionOfService(status, 'emergency24h', minutesLater(30))).toBe('open');
    expect(diversionOfService(undefined, 'stroke', now)).toBe('open');
  });
});
