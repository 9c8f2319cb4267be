import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  AGE_CLASSES,
  ageMonthsAt,
  checkPatientRecord,
  createPatientRecord,
  decideStart,
  judgeVital,
  type Measurement,
  mergeRecord,
  NO_START_ANSWERS,
  type PatientRecordDocument,
  plausibleRange,
  POSSIBLE_RANGES,
  scoreNews2,
  shockIndex,
  type StartAnswers,
  toArrivalNotice,
} from '../src/index.ts';
import { patientRecords } from './patient-record-arbitraries.ts';

const AT = '2026-03-01T10:00:00.000Z';
const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const record: PatientRecordDocument = createPatientRecord({
  recordId: uuid(1),
  incidentId: uuid(2),
  assignmentId: uuid(3),
  patientId: null,
  number: 1,
  at: AT,
});
let serial = 100;
type Given = Measurement extends infer One
  ? One extends Measurement
    ? Omit<One, 'id' | 'at'>
    : never
  : never;
const measured = (one: Given, at = AT): Measurement =>
  ({ id: uuid((serial += 1)), at, ...one }) as Measurement;
const vitalsOf = (values: {
  rr: number;
  spo2: number;
  onOxygen?: boolean;
  systolic: number;
  pulse: number;
  gcs?: number;
  temperature: number;
}): Measurement[] => [
  measured({ kind: 'respiratoryRate', value: values.rr }),
  measured({ kind: 'spo2', value: values.spo2, onOxygen: values.onOxygen ?? false }),
  measured({ kind: 'bloodPressure', systolic: values.systolic, diastolic: null }),
  measured({ kind: 'heartRate', value: values.pulse }),
  measured({ kind: 'gcs', eye: 4, verbal: 5, motor: values.gcs === 14 ? 5 : 6 }),
  measured({ kind: 'temperature', value: values.temperature }),
];
const WELL = { rr: 16, spo2: 97, systolic: 120, pulse: 70, temperature: 36.8 };

describe('ages', () => {
  it('counts whole months from the birth date, and takes what was said without one', () => {
    expect(ageMonthsAt({ birthDate: '2025-03-02', ageMonths: 5 }, AT)).toBe(11);
    expect(ageMonthsAt({ birthDate: '2025-03-01', ageMonths: 5 }, AT)).toBe(12);
    expect(ageMonthsAt({ birthDate: null, ageMonths: 5 }, AT)).toBe(5);
    expect(ageMonthsAt({ birthDate: null, ageMonths: null }, AT)).toBeNull();
  });
});

describe('ranges of vital signs', () => {
  it('lie within what is possible, at each age, and the unknown age takes what any age takes', () => {
    for (const vital of Object.keys(POSSIBLE_RANGES) as (keyof typeof POSSIBLE_RANGES)[]) {
      const [possibleLeast, possibleMost] = POSSIBLE_RANGES[vital];
      for (const months of [0, 6, 24, 48, 100, 150, 500, null]) {
        const [least, most] = plausibleRange(vital, months);
        expect(least).toBeGreaterThanOrEqual(possibleLeast);
        expect(most).toBeLessThanOrEqual(possibleMost);
        expect(least).toBeLessThan(most);
        const [leastOfAll, mostOfAll] = plausibleRange(vital, null);
        expect(leastOfAll).toBeLessThanOrEqual(least);
        expect(mostOfAll).toBeGreaterThanOrEqual(most);
      }
    }
    expect(AGE_CLASSES).toHaveLength(7);
  });

  it('ask about what is unlikely at an age and refuse what cannot be', () => {
    expect(judgeVital('heartRate', 180, 3)).toBe('plausible');
    expect(judgeVital('heartRate', 230, 480)).toBe('implausible');
    expect(judgeVital('heartRate', 30, 3)).toBe('implausible');
    expect(judgeVital('heartRate', 301, 3)).toBe('impossible');
    expect(judgeVital('spo2', 101, null)).toBe('impossible');
    expect(judgeVital('temperature', 3.65, null)).toBe('impossible');
    expect(judgeVital('temperature', Number.NaN, null)).toBe('impossible');
    expect(judgeVital('glucose', 1.2, null)).toBe('implausible');
  });
});

describe('START', () => {
  const from = (answers: Partial<StartAnswers>) => decideStart({ ...NO_START_ANSWERS, ...answers });

  it('asks in its order', () => {
    expect(from({})).toEqual({ kind: 'ask', question: 'canWalk' });
    expect(from({ canWalk: false })).toEqual({ kind: 'ask', question: 'breathes' });
    expect(from({ canWalk: false, breathes: false })).toMatchObject({ question: 'breathesAfterAirway' });
    expect(from({ canWalk: false, breathes: true })).toMatchObject({ question: 'breathsOver30' });
  });

  it.each([
    [{ canWalk: true }, 'delayed'],
    [{ canWalk: false, breathes: false, breathesAfterAirway: false }, 'dead'],
    [{ canWalk: false, breathes: false, breathesAfterAirway: true }, 'immediate'],
    [{ canWalk: false, breathes: true, breathsOver30: true }, 'immediate'],
    [{ canWalk: false, breathes: true, breathsOver30: false, hasRadialPulse: false }, 'immediate'],
    [
      { canWalk: false, breathes: true, breathsOver30: false, hasRadialPulse: true, followsCommands: false },
      'immediate',
    ],
    [
      { canWalk: false, breathes: true, breathsOver30: false, hasRadialPulse: true, followsCommands: true },
      'urgent',
    ],
  ] as const)('decides %j', (answers, category) => {
    expect(from(answers)).toMatchObject({ kind: 'decided', category });
  });
});

describe('NEWS2', () => {
  const total = (change: Partial<typeof WELL> & { onOxygen?: boolean; gcs?: number }) => {
    const score = scoreNews2(vitalsOf({ ...WELL, ...change }), 600);
    return score.kind === 'scored' ? score.total : score.kind;
  };

  // Chart 1 of the report of the Royal College of Physicians, 2017, at each of its borders.
  it.each([
    [
      'rr',
      [
        [8, 3],
        [9, 1],
        [11, 1],
        [12, 0],
        [20, 0],
        [21, 2],
        [24, 2],
        [25, 3],
      ],
    ],
    [
      'spo2',
      [
        [91, 3],
        [92, 2],
        [93, 2],
        [94, 1],
        [95, 1],
        [96, 0],
      ],
    ],
    [
      'systolic',
      [
        [90, 3],
        [91, 2],
        [100, 2],
        [101, 1],
        [110, 1],
        [111, 0],
        [219, 0],
        [220, 3],
      ],
    ],
    [
      'pulse',
      [
        [40, 3],
        [41, 1],
        [50, 1],
        [51, 0],
        [90, 0],
        [91, 1],
        [110, 1],
        [111, 2],
        [130, 2],
        [131, 3],
      ],
    ],
    [
      'temperature',
      [
        [35, 3],
        [35.1, 1],
        [36, 1],
        [36.1, 0],
        [38, 0],
        [38.1, 1],
        [39, 1],
        [39.1, 2],
      ],
    ],
  ] as const)('scores %s by its chart', (vital, steps) => {
    for (const [value, points] of steps)
      expect([vital, value, total({ [vital]: value })]).toEqual([vital, value, points]);
  });

  it('adds oxygen and altered consciousness', () => {
    expect(total({ onOxygen: true })).toBe(2);
    expect(total({ gcs: 14 })).toBe(3);
    const vitals = [...vitalsOf({ ...WELL, gcs: 14 }), measured({ kind: 'consciousness', level: 'alert' })];
    expect(scoreNews2(vitals, 600)).toMatchObject({ total: 0 });
  });

  it('tells the risk: three in one part weighs more than three in three', () => {
    expect(scoreNews2(vitalsOf({ ...WELL, rr: 8 }), 600)).toMatchObject({ total: 3, risk: 'lowMedium' });
    expect(scoreNews2(vitalsOf({ ...WELL, rr: 9, pulse: 91, spo2: 95 }), 600)).toMatchObject({
      total: 3,
      risk: 'low',
    });
    expect(scoreNews2(vitalsOf({ ...WELL, rr: 8, systolic: 100 }), 600)).toMatchObject({ risk: 'medium' });
    expect(scoreNews2(vitalsOf({ ...WELL, rr: 8, systolic: 90, pulse: 95 }), 600)).toMatchObject({
      total: 7,
      risk: 'high',
    });
  });

  it('is not for children, and says what is missing', () => {
    expect(scoreNews2(vitalsOf(WELL), 100)).toEqual({ kind: 'notForChildren' });
    expect(scoreNews2(vitalsOf(WELL).slice(1), 600)).toEqual({
      kind: 'incomplete',
      missing: ['respiratoryRate'],
    });
    expect(scoreNews2(vitalsOf(WELL), null)).toMatchObject({ assumesAdult: true });
  });

  it('takes the newest measurement, in whatever order they were entered', () => {
    const vitals = [measured({ kind: 'heartRate', value: 131 }, '2026-03-01T10:05:00Z'), ...vitalsOf(WELL)];
    expect(scoreNews2(vitals, 600)).toMatchObject({ total: 3 });
    expect(shockIndex(vitals)).toBe(1.09);
    expect(shockIndex([])).toBeUndefined();
  });
});

describe('the check of a record', () => {
  it('accepts any record of the generator, and tells a hospital nothing that names anybody', () => {
    fc.assert(
      fc.property(patientRecords, (one) => {
        expect(checkPatientRecord(one)).toEqual([]);
        const named = {
          ...one,
          person: { ...one.person, name: 'Canary Birdsong', nationalId: 'CANARY-77' },
          problem: { ...one.problem, words: 'Canary' },
        };
        expect(JSON.stringify(toArrivalNotice(named))).not.toMatch(/canary/i);
      }),
      { numRuns: 200 },
    );
  });

  it.each<[string, Partial<PatientRecordDocument>, string]>([
    ['a pulse of 900', { vitals: [measured({ kind: 'heartRate', value: 900 })] }, 'impossibleValue'],
    [
      'a coma scale of 16',
      { vitals: [measured({ kind: 'gcs', eye: 5, verbal: 5, motor: 6 })] },
      'impossibleValue',
    ],
    [
      'pressures the wrong way round',
      { vitals: [measured({ kind: 'bloodPressure', systolic: 80, diastolic: 120 })] },
      'impossibleValue',
    ],
    [
      'a birth in the future',
      { person: { ...record.person, birthDate: '2026-03-05' } },
      'birthDateImpossible',
    ],
    [
      'a drug without dose',
      {
        medication: [
          { id: uuid(9), at: AT, code: 'morphine', words: '', dose: 0, unit: 'mg', route: 'intravenous' },
        ],
      },
      'doseImpossible',
    ],
    ['nothing at all', { findings: [{ id: uuid(9), at: AT, code: null, words: ' ' }] }, 'nothingEntered'],
    [
      'allergies that contradict',
      { hasNoKnownAllergies: true, allergies: [{ id: uuid(9), at: AT, code: 'latex', words: '' }] },
      'allergiesContradict',
    ],
    ['an end without outcome', { closedAt: AT }, 'closedWithoutOutcome'],
    [
      'a closed refusal that nobody signed',
      {
        closedAt: AT,
        outcome: { kind: 'refused', at: AT, reason: '', wasInformed: true, signature: null, witness: ' ' },
      },
      'signatureMissing',
    ],
    [
      'one id twice',
      {
        findings: [
          { id: uuid(9), at: AT, code: 'pale', words: '' },
          { id: uuid(9), at: AT, code: 'rash', words: '' },
        ],
      },
      'givenTwice',
    ],
  ])('finds %s', (_what, change, fault) => {
    expect(checkPatientRecord({ ...record, ...change }).map((one) => one.fault)).toEqual([fault]);
  });
});

describe('merging versions of a record', () => {
  const second: PatientRecordDocument = { ...record, version: 2, problem: { code: 'fall', words: '' } };
  const handedOver: PatientRecordDocument = {
    ...second,
    version: 3,
    handOver: { at: AT, to: 'Dr. B', facilityId: null, facilityName: 'H' },
  };
  const addendum = { id: uuid(50), at: AT, author: 'A', text: 'came later' };

  it('takes the newest, keeps the older and knows what it has', () => {
    expect(mergeRecord(undefined, record, undefined)).toMatchObject({ next: 'newest' });
    expect(mergeRecord(record, second, undefined)).toMatchObject({ next: 'newest' });
    expect(mergeRecord(second, record, undefined)).toMatchObject({ next: 'older' });
    const { version: _v, ...rest } = second;
    expect(mergeRecord(second, { ...rest, version: 2 }, second)).toMatchObject({ next: 'repeated' });
  });

  it('refuses another content under a number that is taken, and another run', () => {
    expect(mergeRecord(second, { ...second, number: 4 }, second)).toMatchObject({
      reason: 'recordVersionTaken',
    });
    expect(mergeRecord(second, { ...handedOver, assignmentId: uuid(77) }, undefined)).toMatchObject({
      reason: 'otherRecord',
    });
  });

  it('lets only addenda follow a hand-over, and the end', () => {
    const more = (change: Partial<PatientRecordDocument>, base = handedOver) =>
      mergeRecord(base, { ...base, version: base.version + 1, ...change }, undefined);
    expect(more({ addenda: [addendum] })).toMatchObject({ next: 'newest' });
    expect(more({ handOverCodeHash: 'x'.repeat(43) })).toMatchObject({ next: 'newest' });
    const outcome = { kind: 'transported', at: AT } as const;
    expect(more({ outcome, closedAt: AT })).toMatchObject({ next: 'newest' });
    expect(more({ outcome })).toMatchObject({ reason: 'recordClosed' });
    expect(more({ problem: { code: 'burn', words: '' } })).toMatchObject({ reason: 'recordClosed' });
    expect(more({ addenda: [] }, { ...handedOver, addenda: [addendum] })).toMatchObject({
      reason: 'recordClosed',
    });
    expect(more({ handOver: null })).toMatchObject({ reason: 'recordClosed' });
  });

  it('comes to the same newest version whatever the order in which versions arrive', () => {
    const versions = [
      record,
      second,
      { ...second, version: 3, number: 2 },
      { ...second, version: 4, number: 3 },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(versions, { minLength: 4 }), (order) => {
        let newest: PatientRecordDocument | undefined;
        for (const one of order) {
          const merged = mergeRecord(newest, one, undefined);
          if (merged.ok && merged.next === 'newest') newest = one;
        }
        expect(newest?.version).toBe(4);
      }),
    );
  });
});
