import { type PatientRecordDocument, RECORD_TIMES, type RecordOutcome } from '#domain';
import { readable } from './coding.ts';
import { instantOf } from './resource.ts';

/** An outcome in a few words. */
export const outcomeText = ({ kind }: Pick<RecordOutcome, 'kind'>): string => readable(kind);

function detailOf(outcome: RecordOutcome): string[] {
  switch (outcome.kind) {
    case 'transported':
      return [];
    case 'treatedAndLeft':
      return [`Advice: ${outcome.advice}`];
    case 'deadOnScene':
      return [`Stated by: ${outcome.statedBy}`];
    case 'handedToCrew':
      return [`To: ${outcome.callSign}`];
    case 'refused': {
      const { signature, witness } = outcome;
      const signed =
        signature === null
          ? 'Not signed by the patient'
          : signature.kind === 'typed'
            ? `Signed by typing: ${signature.name}`
            : 'Signed by hand; see the picture';
      return [
        `Reason: ${outcome.reason}`,
        outcome.wasInformed ? 'Was told what may come of it' : 'Was not told what may come of it',
        signed,
        ...(witness === '' ? [] : [`Witness: ${witness}`]),
      ];
    }
  }
}

/** How the run ended for the patient, line by line. */
export function outcomeLines({ outcome, handOver }: PatientRecordDocument): string[] {
  const ended = outcome ? [`${instantOf(outcome.at)} ${outcomeText(outcome)}`, ...detailOf(outcome)] : [];
  const given = handOver
    ? [`${instantOf(handOver.at)} handed over to ${handOver.to} at ${handOver.facilityName}`]
    : [];
  return [...ended, ...given];
}

export const timeLines = ({ times }: PatientRecordDocument): string[] =>
  RECORD_TIMES.flatMap((time) => {
    const at = times[time];
    return at === undefined ? [] : [`${instantOf(at)} ${readable(time)}`];
  });
