import { isSealed, type PatientRecordDocument } from '#domain';
import { locale } from '#ui';
import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Key } from './controls.tsx';
import './patient.css';
import { RecordBook, type RecordStore, type RunPatient } from './record-book.ts';
import type { SectionProps } from './section-props.ts';
import { CareSection } from './sections/care-section.tsx';
import { HandOverSection, type HandOverProps } from './sections/hand-over-section.tsx';
import { FindingsSection, HistorySection } from './sections/lists-sections.tsx';
import { OutcomeSection } from './sections/outcome-section.tsx';
import { PersonSection } from './sections/person-section.tsx';
import { patientLabel, TriagePage } from './sections/triage-page.tsx';
import { VitalsSection } from './sections/vitals-section.tsx';
import { findPack, loadPatientTexts, pt, recordWords } from './texts.ts';

export interface PatientPagesProps extends Pick<HandOverProps, 'handOverUrl' | 'destination' | 'author'> {
  readonly store: RecordStore;
  readonly incidentId: string;
  readonly assignmentId: string;
  /** Those that the control room has entered. */
  readonly patients: readonly RunPatient[];
  readonly timeZone: string;
  /** On the server's clock. */
  readonly now: () => Date;
  readonly newId: () => string;
  readonly onClose: () => void;
}

const SECTIONS = ['vitals', 'person', 'findings', 'care', 'history', 'outcome', 'handOver'] as const;
type Section = (typeof SECTIONS)[number];

const PLAIN: Readonly<Record<Exclude<Section, 'handOver'>, FunctionComponent<SectionProps>>> = {
  person: PersonSection,
  vitals: VitalsSection,
  findings: FindingsSection,
  care: CareSection,
  history: HistorySection,
  outcome: OutcomeSection,
};

const hasFailedToSpeak = signal(false);

/** Words first: the page is drawn once they are there, and says so in plain English when they cannot be had. */
function useTexts(): boolean {
  const language = locale.value;
  useEffect(() => {
    hasFailedToSpeak.value = false;
    loadPatientTexts(language).catch(() => (hasFailedToSpeak.value = true));
  }, [language]);
  return findPack() !== undefined;
}

function Tabs({
  book,
  isTriage,
  onTriage,
  onChoose,
}: {
  book: RecordBook;
  isTriage: boolean;
  onTriage: () => void;
  onChoose: (record: PatientRecordDocument) => void;
}) {
  const chosen = book.chosen.value;
  return (
    <nav class="pr-tabs" aria-label={pt('patients')}>
      {book.records.value.map((record) => (
        <Key
          key={record.recordId}
          isPressed={!isTriage && record === chosen}
          testId="patient-tab"
          onPress={() => onChoose(record)}
        >
          {record.triage && (
            <span
              class={`pr-dot is-${record.triage.category}`}
              title={recordWords().triage[record.triage.category]}
            />
          )}
          {patientLabel(record)}
        </Key>
      ))}
      <Key onPress={() => void book.begin()} label={pt('addPatient')} testId="new-patient">
        +
      </Key>
      <Key isPressed={isTriage} onPress={onTriage} testId="triage-page">
        {pt('triage')}
      </Key>
    </nav>
  );
}

function SaveLine({ book }: { book: RecordBook }) {
  const state = book.saveState.value;
  const faults = book.faults.value;
  const text = faults.length > 0 ? pt('notTaken') : pt(`save.${state}`);
  const isBad = faults.length > 0 || state === 'failed';
  return (
    <p class={`pr-save ${isBad ? 'attention' : 'dim'}`} role="status" data-testid="save-state">
      {text}
    </p>
  );
}

function RecordPage({
  book,
  record,
  props,
}: {
  book: RecordBook;
  record: PatientRecordDocument;
  props: PatientPagesProps;
}) {
  const [section, setSection] = useState<Section>('vitals');
  const sealed = isSealed(record);
  const shared: SectionProps = {
    record,
    timeZone: props.timeZone,
    source: book.source,
    isSealed: sealed,
    edit: (change) => book.change(record.recordId, change),
  };
  const { handOverUrl, destination, author } = props;
  const Plain = section === 'handOver' ? undefined : PLAIN[section];
  return (
    <div class="pr-body">
      <nav class="pr-sections" aria-label={pt('sections')}>
        {SECTIONS.map((one) => (
          <Key
            key={one}
            isPressed={one === section}
            onPress={() => setSection(one)}
            testId={`section-${one}`}
          >
            {pt(`section.${one}`)}
          </Key>
        ))}
      </nav>
      <main class="pr-main" key={`${record.recordId} ${section}`}>
        {sealed && section !== 'handOver' && <p class="attention pr-sealed">{pt('sealed')}</p>}
        {Plain ? (
          <Plain {...shared} />
        ) : (
          <HandOverSection {...shared} handOverUrl={handOverUrl} destination={destination} author={author} />
        )}
      </main>
    </div>
  );
}

/** The records of a run's patients: one page for each, and one for all when there are many. */
export function PatientPages(props: PatientPagesProps) {
  const { store, incidentId, assignmentId, patients, now, newId, onClose } = props;
  const book = useMemo(
    () => new RecordBook(store, { now, newId }, { incidentId, assignmentId, patients }),
    [store, assignmentId],
  );
  const [isTriage, setTriage] = useState(false);
  useEffect(() => void book.open(), [book]);
  const hasTexts = useTexts();
  if (!hasTexts)
    return (
      <p class="pr-page pr-note">
        {hasFailedToSpeak.value
          ? 'The words of this page could not be read. Close it and open it again.'
          : ''}
      </p>
    );
  const record = book.chosen.value;
  return (
    <div class="pr-page" data-testid="patient-pages">
      <header class="pr-top">
        <Key onPress={onClose} testId="close-pages">
          ‹ {pt('back')}
        </Key>
        <h1 class="pr-hidden">{pt('title')}</h1>
        {book.isLoaded.value && (
          <Tabs
            book={book}
            isTriage={isTriage}
            onTriage={() => setTriage(true)}
            onChoose={({ recordId }) => {
              setTriage(false);
              book.choose(recordId);
            }}
          />
        )}
        <SaveLine book={book} />
      </header>
      {book.hasFailedToLoad.value && (
        <p class="attention pr-note" role="alert">
          {pt('loadFailed')} <Key onPress={() => void book.open()}>{pt('again')}</Key>
        </p>
      )}
      {isTriage ? (
        <main class="pr-main">
          <TriagePage book={book} />
        </main>
      ) : (
        record && <RecordPage key={record.recordId} book={book} record={record} props={props} />
      )}
    </div>
  );
}

export default PatientPages;
