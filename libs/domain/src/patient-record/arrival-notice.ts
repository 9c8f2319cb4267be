import type { PatientSex, PatientTriage } from '../incident/patient.ts';
import type { RecordProblem } from './catalogue.ts';
import { ageMonthsAt, findLatest, gcsTotal, type PatientRecordDocument } from './patient-record.ts';
import { scoreNews2, shockIndex } from './scores.ts';

/** What a hospital is told of a patient on the way, so that it can prepare: nothing that names anybody. */
export interface ArrivalNotice {
  readonly recordId: string;
  readonly version: number;
  readonly number: number;
  readonly changedAt: string;
  readonly ageMonths: number | null;
  readonly sex: PatientSex | null;
  readonly problem: RecordProblem | null;
  readonly triage: PatientTriage | null;
  readonly vitals: {
    readonly heartRate: number | null;
    readonly systolic: number | null;
    readonly diastolic: number | null;
    readonly spo2: number | null;
    readonly onOxygen: boolean;
    readonly respiratoryRate: number | null;
    readonly temperature: number | null;
    readonly glucose: number | null;
    readonly gcs: number | null;
    /** Of the newest of them. */
    readonly at: string | null;
  };
  readonly news2: number | null;
  readonly shockIndex: number | null;
}

/** The problem is told by its code only: free words may name people. */
export function toArrivalNotice(record: PatientRecordDocument): ArrivalNotice {
  const { recordId, version, number, changedAt, person, problem, triage, vitals } = record;
  const ageMonths = ageMonthsAt(person, changedAt);
  const pressure = findLatest(vitals, 'bloodPressure');
  const saturation = findLatest(vitals, 'spo2');
  const coma = findLatest(vitals, 'gcs');
  const score = scoreNews2(vitals, ageMonths);
  const valueOf = (kind: 'heartRate' | 'respiratoryRate' | 'temperature' | 'glucose'): number | null =>
    findLatest(vitals, kind)?.value ?? null;
  const latest = vitals.reduce<string | null>(
    (newest, { at }) => (newest === null || Date.parse(at) > Date.parse(newest) ? at : newest),
    null,
  );
  return {
    recordId,
    version,
    number,
    changedAt,
    ageMonths,
    sex: person.sex,
    problem: problem.code,
    triage: triage?.category ?? null,
    vitals: {
      heartRate: valueOf('heartRate'),
      systolic: pressure?.systolic ?? null,
      diastolic: pressure?.diastolic ?? null,
      spo2: saturation?.value ?? null,
      onOxygen: saturation?.onOxygen ?? false,
      respiratoryRate: valueOf('respiratoryRate'),
      temperature: valueOf('temperature'),
      glucose: valueOf('glucose'),
      gcs: coma ? gcsTotal(coma) : null,
      at: latest,
    },
    news2: score.kind === 'scored' ? score.total : null,
    shockIndex: shockIndex(vitals) ?? null,
  };
}
