import {
  ageMonthsAt,
  decideStart,
  isSealed,
  NO_START_ANSWERS,
  PATIENT_TRIAGE,
  type PatientRecordDocument,
  type PatientTriage,
  type StartAnswers,
} from '#domain';
import { useState } from 'preact/hooks';
import { Key } from '../controls.tsx';
import type { RecordBook } from '../record-book.ts';
import { pt, recordWords } from '../texts.ts';
import { ageText } from './person-section.tsx';

/** START, question by question; the colour stands in the record with the answers it came from. */
function Start({
  who,
  onDecided,
  onCancel,
}: {
  who: string;
  onDecided: (category: PatientTriage, answers: StartAnswers) => void;
  onCancel: () => void;
}) {
  const [answers, setAnswers] = useState(NO_START_ANSWERS);
  const step = decideStart(answers);
  if (step.kind === 'decided') return null;
  const answer = (given: boolean) => {
    const next = { ...answers, [step.question]: given };
    const after = decideStart(next);
    if (after.kind === 'decided') onDecided(after.category, next);
    else setAnswers(next);
  };
  return (
    <section class="pr-start" role="dialog" aria-label={`START ${who}`}>
      <p>START · {who}</p>
      <h3>{pt(`start.${step.question}`)}</h3>
      <div class="pr-row">
        <Key onPress={() => answer(true)} testId="start-yes">
          {pt('yes')}
        </Key>
        <Key onPress={() => answer(false)} testId="start-no">
          {pt('no')}
        </Key>
      </div>
      <Key onPress={onCancel}>{pt('cancel')}</Key>
    </section>
  );
}

/** A name for a patient among several, by what is known. */
export function patientLabel({ number, person, changedAt }: PatientRecordDocument): string {
  const age = ageMonthsAt(person, changedAt);
  const known = [
    person.name,
    person.sex === null ? '' : recordWords().sexes[person.sex],
    age === null ? '' : ageText(age),
  ].filter(Boolean);
  return known.length > 0 ? `${number} · ${known.join(', ')}` : pt('patientNumber', { number });
}

function TriageRow({
  record,
  book,
  onStart,
}: {
  record: PatientRecordDocument;
  book: RecordBook;
  onStart: () => void;
}) {
  const words = recordWords().triage;
  const sealed = isSealed(record);
  const set = (category: PatientTriage) =>
    void book.change(record.recordId, () => ({
      triage: { category, at: book.source.now().toISOString(), start: null },
    }));
  return (
    <li data-testid="triage-row">
      <span class="pr-triage-name">{patientLabel(record)}</span>
      <span class="pr-colours" role="group" aria-label={patientLabel(record)}>
        {PATIENT_TRIAGE.map((category) => (
          <Key
            key={category}
            kind={`pr-colour is-${category}`}
            isPressed={record.triage?.category === category}
            isDisabled={sealed}
            testId={`triage-${category}`}
            onPress={() => set(category)}
          >
            {words[category]}
          </Key>
        ))}
        <Key isDisabled={sealed} onPress={onStart} testId="start">
          START
        </Key>
      </span>
    </li>
  );
}

/** Many patients at once: a colour with one tap each, or by the questions of START. */
export function TriagePage({ book }: { book: RecordBook }) {
  const [startId, setStartId] = useState<string | undefined>(undefined);
  const words = recordWords().triage;
  const records = book.records.value;
  const whoOf = (recordId: string): string => {
    const record = records.find((one) => one.recordId === recordId);
    return record ? patientLabel(record) : '';
  };
  return (
    <div class="pr-stack">
      <p class="pr-counts" role="status">
        {PATIENT_TRIAGE.map((category) => (
          <span key={category} class={`pr-tag is-${category}`}>
            {words[category]} {records.filter(({ triage }) => triage?.category === category).length}
          </span>
        ))}
        <span class="dim">
          {pt('untriaged', { count: records.filter(({ triage }) => triage === null).length })}
        </span>
      </p>
      {startId !== undefined && (
        <Start
          key={startId}
          who={whoOf(startId)}
          onCancel={() => setStartId(undefined)}
          onDecided={(category, start) => {
            void book.change(startId, () => ({
              triage: { category, at: book.source.now().toISOString(), start },
            }));
            setStartId(undefined);
          }}
        />
      )}
      <ul class="pr-triage">
        {records.map((record) => (
          <TriageRow
            key={record.recordId}
            record={record}
            book={book}
            onStart={() => setStartId(record.recordId)}
          />
        ))}
      </ul>
      <Key onPress={() => void book.begin()} testId="add-patient">
        {pt('addPatient')}
      </Key>
    </div>
  );
}
