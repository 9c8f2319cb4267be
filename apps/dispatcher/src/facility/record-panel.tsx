import type { PatientRecordView } from '#contracts';
import type { RecordTexts } from '#contracts/record-texts/shape.ts';
import { ageMonthsAt, gcsTotal, type Measurement, toArrivalNotice } from '#domain';
import { formatClock, formatNumber, locale } from '#ui';
import { failureText } from '../api/refusal-text.ts';
import { ageText, figuresOf } from './arrival-notices.tsx';
import type { RecordState } from './record-state.ts';
import { findRecordWords } from './record-words.ts';
import { ft } from './texts.ts';

type Document = PatientRecordView['document'];

function valueText(one: Measurement, words: RecordTexts): string {
  switch (one.kind) {
    case 'bloodPressure':
      return `${one.systolic}/${one.diastolic ?? '–'} mmHg`;
    case 'gcs':
      return `${gcsTotal(one)} (E${one.eye} V${one.verbal} M${one.motor})`;
    case 'consciousness':
      return words.consciousness[one.level];
    case 'pupils':
      return [one.left, one.right]
        .map(
          ({ sizeMm, reaction }) => `${sizeMm ?? '–'} mm ${reaction === null ? '' : words.pupils[reaction]}`,
        )
        .join(' / ');
    case 'spo2':
      return `${one.value} % ${one.onOxygen ? ft('onOxygen') : ''}`;
    default:
      return formatNumber(locale.value, one.value);
  }
}

/** The record line by line, the newest first where it has times. */
function linesOf(document: Document, words: RecordTexts, timeZone: string): (readonly [string, string[]])[] {
  const clock = (at: string) => formatClock(at, timeZone).slice(0, 5);
  const coded = <Code extends string>(
    entries: readonly { at: string; code: Code | null; words: string }[],
    list: Readonly<Record<Code, string>>,
  ) =>
    entries.map(
      ({ at, code, words: said }) =>
        `${clock(at)} ${[code === null ? '' : list[code], said].filter(Boolean).join(': ')}`,
    );
  const { outcome, handOver } = document;
  const vitals = [...document.vitals]
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .map((one) => `${clock(one.at)} ${words.vitals[one.kind]} ${valueText(one as Measurement, words)}`);
  const drugs = document.medication.map(
    ({ at, code, words: said, dose, unit, route }) =>
      `${clock(at)} ${code === null ? said : words.drugs[code]} ${formatNumber(locale.value, dose)} ${words.units[unit]} ${words.routes[route]}`,
  );
  return [
    [ft('vitals'), vitals],
    [ft('findings'), coded(document.findings, words.findings)],
    [ft('medication'), drugs],
    [ft('procedures'), coded(document.procedures, words.procedures)],
    [
      ft('allergies'),
      document.hasNoKnownAllergies ? [ft('noAllergies')] : coded(document.allergies, words.allergies),
    ],
    [ft('history'), coded(document.history, words.conditions)],
    [
      ft('outcome'),
      [
        ...(outcome ? [`${clock(outcome.at)} ${words.outcomes[outcome.kind]}`] : []),
        ...(handOver
          ? [`${clock(handOver.at)} ${[handOver.to, handOver.facilityName].filter(Boolean).join(', ')}`]
          : []),
      ],
    ],
    [ft('addenda'), document.addenda.map(({ at, author, text }) => `${clock(at)} ${author}: ${text}`)],
  ];
}

async function saveFhir(state: RecordState, name: string): Promise<void> {
  const bundle = await state.exportFhir();
  if (bundle === undefined) return;
  const url = URL.createObjectURL(new Blob([JSON.stringify(bundle)], { type: 'application/fhir+json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.fhir.json`;
  link.click();
  URL.revokeObjectURL(url);
}

function Content({
  state,
  record,
  words,
  timeZone,
}: {
  state: RecordState;
  record: PatientRecordView;
  words: RecordTexts;
  timeZone: string;
}) {
  const { document, version, writtenAt, isClosed, unit } = record;
  const { person, problem } = document;
  const age = ageMonthsAt(person, document.changedAt);
  const who = [
    person.name,
    person.sex && words.sexes[person.sex],
    age === null ? '' : ageText(age),
    person.nationalId,
  ];
  const time = formatClock(writtenAt, timeZone).slice(0, 5);
  return (
    <>
      <h2>
        {[problem.code && words.problems[problem.code], problem.words].filter(Boolean).join(': ') ||
          ft('record')}
      </h2>
      <p class="strong">{who.filter(Boolean).join(', ')}</p>
      <p class="dim">
        {[unit.callSign, ft('recordVersion', { version, time }), isClosed ? ft('recordClosed') : '']
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p class="facility-figures">{figuresOf(toArrivalNotice(document), words).join(' · ')}</p>
      {linesOf(document, words, timeZone)
        .filter(([, lines]) => lines.length > 0)
        .map(([title, lines]) => (
          <section key={title}>
            <h3 class="label">{title}</h3>
            <ul>
              {lines.map((line, index) => (
                <li key={index}>{line}</li>
              ))}
            </ul>
          </section>
        ))}
      <button type="button" class="button is-small" onClick={() => void saveFhir(state, record.recordId)}>
        {ft('download')}
      </button>
    </>
  );
}

/** What a crew wrote of a patient, beside the list; shown until it is closed, and read anew while it is open. */
export function RecordPanel({ state, timeZone }: { state: RecordState; timeZone: string }) {
  const record = state.record.value;
  const failure = state.failure.value;
  const words = findRecordWords();
  if (!record && !failure && !state.isOpening.value) return null;
  return (
    <aside class="facility-record" aria-label={ft('record')} data-testid="record-panel">
      <button type="button" class="button is-small" data-testid="close-record" onClick={() => state.close()}>
        {ft('closeRecord')} <kbd>Esc</kbd>
      </button>
      {failure && (
        <p class="attention" role="alert">
          {ft('recordFailed', { reason: failureText(failure, timeZone) })}
        </p>
      )}
      {!record && !failure && <p class="dim">{ft('codeOpening')}</p>}
      {record && words && <Content state={state} record={record} words={words} timeZone={timeZone} />}
    </aside>
  );
}
