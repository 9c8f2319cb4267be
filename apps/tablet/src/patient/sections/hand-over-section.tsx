import { ageMonthsAt, findLatest, type MeasurementKind, type PatientRecordDocument } from '#domain';
import { formatClock, locale } from '#ui';
import { useEffect, useState } from 'preact/hooks';
import { encode } from 'uqr';
import { HoldKey, Key, TextField, WordsRow } from '../controls.tsx';
import { addAddendum } from '../edit-record.ts';
import { makeHandOverCode } from '../hand-over-code.ts';
import { Scores } from '../scores.tsx';
import type { SectionProps } from '../section-props.ts';
import { pt, recordWords } from '../texts.ts';
import { ageText } from './person-section.tsx';
import { measurementText } from './vitals-section.tsx';

const SHOWN: readonly MeasurementKind[] = [
  'heartRate',
  'bloodPressure',
  'spo2',
  'respiratoryRate',
  'gcs',
  'consciousness',
  'temperature',
  'glucose',
  'etco2',
  'pain',
  'pupils',
];

function QrCode({ url }: { url: string }) {
  const { data, size } = encode(url, { border: 3 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg class="pr-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={pt('qrLabel')} data-testid="qr">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}

/** A picture that opens the record once, for whoever it is held before; the code is made anew each time it is shown. */
function OneTimeCode({ edit, handOverUrl }: Pick<SectionProps, 'edit'> & { handOverUrl: string }) {
  const [code, setCode] = useState<string | undefined>(undefined);
  const renew = async () => {
    const made = await makeHandOverCode();
    const isTaken = await edit(() => ({ handOverCodeHash: made.hash }));
    setCode(isTaken ? made.code : undefined);
  };
  useEffect(() => void renew(), []);
  return (
    <figure class="pr-code">
      {code === undefined ? (
        <p class="dim">{pt('codeComing')}</p>
      ) : (
        <QrCode url={`${handOverUrl}#hand-over/${code}`} />
      )}
      <figcaption>
        <p class="dim">{pt('qrHint')}</p>
        <Key onPress={() => void renew()}>{pt('newCode')}</Key>
      </figcaption>
    </figure>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div class="pr-told">
      <dt>{title}</dt>
      <dd>
        <ul>
          {lines.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ul>
      </dd>
    </div>
  );
}

function summaryOf(
  record: PatientRecordDocument,
  timeZone: string,
): readonly (readonly [string, readonly string[]])[] {
  const words = recordWords();
  const clock = (at: string) => formatClock(at, timeZone).slice(0, 5);
  const coded = <Code extends string>(
    entries: readonly { at: string; code: Code | null; words: string }[],
    list: Readonly<Record<Code, string>>,
    isTimed = false,
  ) =>
    entries.map(({ at, code, words: said }) => {
      const text = [code === null ? '' : list[code], said].filter(Boolean).join(': ');
      return isTimed ? `${clock(at)} ${text}` : text;
    });
  const vitals = SHOWN.flatMap((kind) => {
    const one = findLatest(record.vitals, kind);
    return one ? [`${words.vitals[kind]} ${measurementText(one)} (${clock(one.at)})`] : [];
  });
  const drugs = record.medication.map(
    ({ at, code, words: said, dose, unit, route }) =>
      `${clock(at)} ${code === null ? said : words.drugs[code]} ${dose.toLocaleString(locale.value)} ${words.units[unit]} ${words.routes[route]}`,
  );
  const allergies = record.hasNoKnownAllergies
    ? [pt('noKnownAllergies')]
    : coded(record.allergies, words.allergies);
  return [
    [pt('section.vitals'), vitals],
    [pt('section.findings'), coded(record.findings, words.findings)],
    [pt('medication'), drugs],
    [pt('procedures'), coded(record.procedures, words.procedures, true)],
    [pt('allergies'), allergies],
    [pt('conditions'), coded(record.history, words.conditions)],
    [pt('addenda'), record.addenda.map(({ at, author, text }) => `${clock(at)} ${author}: ${text}`)],
  ];
}

function Headline({ record }: { record: PatientRecordDocument }) {
  const words = recordWords();
  const { person, problem, triage } = record;
  const age = ageMonthsAt(person, record.changedAt);
  const who = [
    person.sex === null ? '' : words.sexes[person.sex],
    age === null ? '' : ageText(age),
    person.name,
  ].filter(Boolean);
  const what = [problem.code === null ? '' : words.problems[problem.code], problem.words].filter(Boolean);
  return (
    <header class="pr-headline">
      {triage && <span class={`pr-tag is-${triage.category}`}>{words.triage[triage.category]}</span>}
      <h2>{what.length > 0 ? what.join(': ') : pt('problemUnknown')}</h2>
      <p>{who.length > 0 ? who.join(', ') : pt('personUnknown')}</p>
    </header>
  );
}

export interface HandOverProps extends SectionProps {
  /** The address of the desk, where the facility signs in. */
  readonly handOverUrl: string;
  readonly destination: { readonly facilityId: string; readonly name: string } | null;
  readonly author: string;
}

function Give({ record, edit, source, destination }: HandOverProps) {
  const [to, setTo] = useState('');
  const at = () => source.now().toISOString();
  const give = () =>
    void edit((before) => ({
      handOver: {
        at: at(),
        to: to.trim(),
        facilityId: destination?.facilityId ?? null,
        facilityName: destination?.name ?? '',
      },
      outcome: before.outcome ?? { kind: 'transported', at: at() },
      closedAt: at(),
    }));
  if (record.outcome !== null && record.outcome.kind !== 'transported')
    return <p class="dim">{pt('notTransported')}</p>;
  return (
    <div class="pr-stack">
      <TextField label={pt('handedTo')} value={to} onChange={setTo} testId="handed-to" />
      <HoldKey kind="is-primary" onPress={give} testId="hand-over">
        {pt('handOverNow')}
      </HoldKey>
    </div>
  );
}

/** What the hospital is told, large enough to be read across a stretcher, and the picture that opens the record there. */
export function HandOverSection(props: HandOverProps) {
  const { record, edit, timeZone, source, isSealed, handOverUrl, author } = props;
  return (
    <div class="pr-two is-hand-over">
      <div class="pr-stack">
        <Headline record={record} />
        <Scores record={record} />
        <dl class="pr-summary">
          {summaryOf(record, timeZone).map(([title, lines]) => (
            <Lines key={title} title={title} lines={lines} />
          ))}
        </dl>
      </div>
      <div class="pr-stack">
        <OneTimeCode key={record.recordId} edit={edit} handOverUrl={handOverUrl} />
        {record.handOver && (
          <p class="pr-done" role="status">
            {pt('wasHandedOver', {
              time: formatClock(record.handOver.at, timeZone).slice(0, 5),
              to: record.handOver.to || record.handOver.facilityName || '–',
            })}
          </p>
        )}
        {isSealed ? (
          <WordsRow
            label={pt('addendum')}
            isDisabled={false}
            onAdd={(text) => void edit((before) => addAddendum(before, text, author, source))}
          />
        ) : (
          <Give {...props} />
        )}
      </div>
    </div>
  );
}
