import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  adviseDestination,
  type AdvisableFacility,
  ALWAYS_OPEN,
  CARE_LEVELS,
  checkDestinationRules,
  DESTINATION_PARTS,
  DESTINATION_REASONS,
  DESTINATION_REJECTIONS,
  DESTINATION_RULES,
  type DestinationRules,
  DIVERSION_STATES,
  diversionOfService,
  explainDestination,
  FACILITY_SERVICES,
  getDestinationNeed,
  INCIDENT_CATEGORIES,
  type LocalCalendar,
  OFFICE_HOURS,
  PATIENT_FINDINGS,
  PATIENT_NEEDS,
  PRIORITIES,
} from '../src/index.ts';

const CALENDAR: LocalCalendar = { timeZone: 'Europe/Sofia', publicHolidays: new Set(['2026-03-03']) };
const NOW = new Date('2026-03-02T10:00:00Z');

const patients = fc.record({
  category: fc.constantFrom(...INCIDENT_CATEGORIES),
  priority: fc.constantFrom(...PRIORITIES),
  needs: fc.subarray([...PATIENT_NEEDS]),
  findings: fc.subarray([...PATIENT_FINDINGS], { maxLength: 1 }),
});
const needs = patients.map((patient) => getDestinationNeed(DESTINATION_RULES, patient));
const minutesFromNow = fc
  .integer({ min: -60, max: 300 })
  .map((minutes) => new Date(NOW.getTime() + minutes * 60_000));
const statuses = fc.record({
  until: minutesFromNow,
  loadPercent: fc.option(fc.nat(100)),
  freeBeds: fc.option(fc.nat(3)),
  waitMinutes: fc.dictionary(fc.constantFrom('1', '2', '3', '4'), fc.nat(300)),
  diversions: fc.array(
    fc.record({
      service: fc.option(fc.constantFrom(...FACILITY_SERVICES)),
      state: fc.constantFrom(...DIVERSION_STATES),
      until: minutesFromNow,
    }),
    { maxLength: 4 },
  ),
});
const facilities = (minLength = 0) =>
  fc.uniqueArray(
    fc.record({
      facilityId: fc.uuid(),
      name: fc.constantFrom('A', 'B', 'C'),
      profile: fc.record({
        level: fc.constantFrom(...CARE_LEVELS),
        services: fc
          .subarray([...FACILITY_SERVICES])
          .map((some) => some.map((service) => ({ service, hours: null }))),
        hours: fc.constantFrom(ALWAYS_OPEN, OFFICE_HOURS),
        hoursAreAssumed: fc.boolean(),
        capacity: fc.constant(null),
      }),
      status: fc.option(statuses, { nil: undefined }),
      calendar: fc.constant(CALENDAR),
      leg: fc.option(fc.record({ travelSeconds: fc.nat(5000), distanceMeters: fc.nat(50_000) }), {
        nil: undefined,
      }),
    }),
    { selector: (one) => one.facilityId, minLength, maxLength: 8 },
  ) as fc.Arbitrary<AdvisableFacility[]>;
const moments = fc
  .integer({ min: 0, max: 14 * 1440 })
  .map((minutes) => new Date(NOW.getTime() + minutes * 60_000));

describe('advice on destinations', () => {
  it('places every facility once, and each rejected one has a reason', () => {
    fc.assert(
      fc.property(needs, facilities(), moments, (need, all, at) => {
        const { advised, rejected } = adviseDestination(need, all, at);
        const ids = [...advised, ...rejected].map(({ facilityId }) => facilityId).sort();
        expect(ids).toEqual(all.map(({ facilityId }) => facilityId).sort());
        for (const { reason } of rejected) expect(DESTINATION_REJECTIONS).toContain(reason);
        advised.forEach((one, index) => {
          expect(one.rank).toBe(index + 1);
          expect(one.totalSeconds).toBeCloseTo(one.parts.reduce((sum, part) => sum + part.seconds, 0));
          for (const { part, seconds } of one.parts) {
            expect(DESTINATION_PARTS).toContain(part);
            expect(seconds).toBeGreaterThanOrEqual(0);
          }
          expect(one.totalSeconds).toBeGreaterThanOrEqual(advised[index - 1]?.totalSeconds ?? 0);
        });
      }),
    );
  });

  it('is not made worse by one more facility, by its own measure', () => {
    fc.assert(
      fc.property(needs, facilities(1), moments, (need, [more, ...others], at) => {
        const before = adviseDestination(need, others, at).advised[0];
        const after = adviseDestination(need, [...others, more!], at).advised[0];
        if (!before) return;
        expect(after!.totalSeconds).toBeLessThanOrEqual(before.totalSeconds);
        expect([before.facilityId, more!.facilityId]).toContain(after!.facilityId);
      }),
    );
  });

  it('never proposes what is closed, diverts, lacks the service or lies beyond the limit', () => {
    fc.assert(
      fc.property(needs, facilities(), moments, (need, all, at) => {
        for (const { facilityId, services } of adviseDestination(need, all, at).advised) {
          const { status, leg, profile } = all.find((one) => one.facilityId === facilityId)!;
          expect(leg!.travelSeconds).toBeLessThanOrEqual(need.travelLimitSeconds);
          expect(need.levelSeconds[profile.level]).toBeDefined();
          expect(services.some((service) => need.acceptable.includes(service))).toBe(true);
          for (const service of services) {
            expect(['open', 'busy']).toContain(diversionOfService(status, service, at));
          }
        }
      }),
    );
  });

  it('gives the same order whatever order facilities come in', () => {
    fc.assert(
      fc.property(needs, facilities(), moments, (need, all, at) => {
        const order = (some: AdvisableFacility[]) =>
          adviseDestination(need, some, at).advised.map(({ facilityId }) => facilityId);
        expect(order([...all].reverse())).toEqual(order(all));
      }),
    );
  });

  it('does not get worse for a patient when a facility becomes less full', () => {
    fc.assert(
      fc.property(needs, facilities(1), fc.nat(100), fc.nat(100), (need, [one], low, high) => {
        const total = (loadPercent: number) =>
          adviseDestination(
            need,
            [
              {
                ...one!,
                status: {
                  until: new Date(NOW.getTime() + 1),
                  loadPercent,
                  waitMinutes: {},
                  freeBeds: null,
                  diversions: [],
                },
              },
            ],
            NOW,
          ).advised[0]?.totalSeconds ?? 0;
        expect(total(Math.min(low, high))).toBeLessThanOrEqual(total(Math.max(low, high)));
      }),
    );
  });

  it('always says why, with every value that its sentence needs', () => {
    const needed: Record<string, string[]> = {
      nobody: ['rejected'],
      onlyOne: ['name', 'travelSeconds'],
      nearest: ['name', 'travelSeconds', 'nextName', 'leadSeconds'],
      specialist: ['name', 'travelSeconds', 'nearName', 'extraSeconds', 'service'],
      rightLevel: ['name', 'travelSeconds', 'nearName', 'extraSeconds', 'level'],
      shorterWait: ['name', 'travelSeconds', 'nearName', 'extraSeconds', 'savedSeconds'],
      lessLoaded: ['name', 'travelSeconds', 'nearName', 'extraSeconds'],
    };
    expect(Object.keys(needed).sort()).toEqual([...DESTINATION_REASONS].sort());
    fc.assert(
      fc.property(needs, facilities(), moments, (need, all, at) => {
        const { key, values } = explainDestination(adviseDestination(need, all, at));
        expect(Object.keys(values)).toEqual(expect.arrayContaining(needed[key]!));
      }),
      { numRuns: 500 },
    );
  });
});

describe('rules for destinations', () => {
  it('are sound as they come', () => {
    expect(checkDestinationRules(DESTINATION_RULES)).toEqual({ ok: true, value: DESTINATION_RULES });
    for (const { rule, source } of DESTINATION_RULES.rules) expect([rule, source.text]).not.toContain('');
  });

  it('have a need for every patient', () => {
    fc.assert(
      fc.property(patients, (patient) => {
        const need = getDestinationNeed(DESTINATION_RULES, patient);
        expect(need.acceptable.length).toBeGreaterThan(0);
        expect(new Set(need.preferred.map(({ service }) => service)).size).toBe(need.preferred.length);
      }),
    );
  });

  const [first, ...rest] = DESTINATION_RULES.rules;
  const changed = (change: object): DestinationRules => ({
    ...DESTINATION_RULES,
    rules: [{ ...first!, ...change }, ...rest],
  });
  it.each([
    ['no rule at all', { rules: [], needs: [] }, 'rules', 'missing'],
    ['a category without a rule', { ...DESTINATION_RULES, rules: rest.slice(0, -1) }, 'rules', 'missing'],
    [
      'a name twice',
      { ...DESTINATION_RULES, rules: [first!, first!, ...rest] },
      'rules[1].rule',
      'duplicate',
    ],
    ['a limit of 0', changed({ travelLimitSeconds: 0 }), 'rules[0].travelLimitSeconds', 'notPositive'],
    ['a limit of NaN', changed({ travelLimitSeconds: NaN }), 'rules[0].travelLimitSeconds', 'notPositive'],
    ['nothing acceptable', changed({ acceptable: [] }), 'rules[0].acceptable', 'empty'],
    ['an unknown service', changed({ acceptable: ['magic'] }), 'rules[0].acceptable[0]', 'unknownValue'],
    ['no level', changed({ levelSeconds: {} }), 'rules[0].levelSeconds', 'empty'],
    [
      'a reward for too much care',
      changed({ levelSeconds: { hospital: -5 } }),
      'rules[0].levelSeconds.hospital',
      'notPositive',
    ],
    [
      'a way round the world',
      changed({ preferred: [{ service: 'stroke', bypassSeconds: 1e6 }] }),
      'rules[0].preferred[0].bypassSeconds',
      'tooLarge',
    ],
  ])('are refused with %s', (_what, rules, path, fault) => {
    const checked = checkDestinationRules(rules as DestinationRules);
    expect(checked).toMatchObject({ ok: false });
    expect(!checked.ok && checked.faults).toEqual(
      expect.arrayContaining([expect.objectContaining({ path, fault })]),
    );
  });
});
