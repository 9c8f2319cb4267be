import {
  ageMonthsAt,
  CONSCIOUSNESS,
  findLatest,
  gcsTotal,
  type Measurement,
  type MeasurementKind,
  type NumberVital,
  type PatientRecordDocument,
} from '#domain';
import { formatClock, locale } from '#ui';
import { useState } from 'preact/hooks';
import { EntryList, Key } from '../controls.tsx';
import { addMeasurement, moveEntry, removeEntry } from '../edit-record.ts';
import { NumberPad, unitOf } from '../number-pad.tsx';
import { showValue } from '../pad.ts';
import { Scores } from '../scores.tsx';
import type { SectionProps } from '../section-props.ts';
import { pt, recordWords } from '../texts.ts';
import { GcsEntry, PupilsEntry } from './neuro-entry.tsx';

const TILES: readonly MeasurementKind[] = [
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
type Unstamped = Measurement extends infer One
  ? One extends Measurement
    ? Omit<One, 'id' | 'at'>
    : never
  : never;

/** A measurement as it is read aloud. */
export function measurementText(one: Measurement): string {
  const words = recordWords();
  const number = (vital: NumberVital | 'systolic' | 'diastolic', value: number) =>
    showValue(vital, value, locale.value);
  switch (one.kind) {
    case 'bloodPressure':
      return `${number('systolic', one.systolic)}/${one.diastolic === null ? '–' : number('diastolic', one.diastolic)} mmHg`;
    case 'gcs':
      return `${gcsTotal(one)} (E${one.eye} V${one.verbal} M${one.motor})`;
    case 'consciousness':
      return words.consciousness[one.level];
    case 'pupils': {
      const side = (pupil: (typeof one)['left']): string =>
        `${pupil.sizeMm ?? '–'} mm ${pupil.reaction === null ? '' : words.pupils[pupil.reaction]}`.trim();
      return `${pt('left')} ${side(one.left)}, ${pt('right')} ${side(one.right)}`;
    }
    case 'spo2':
      return `${number('spo2', one.value)} % ${one.onOxygen ? pt('onOxygen') : pt('onAir')}`;
    default:
      return `${number(one.kind, one.value)} ${unitOf(one.kind)}`.trim();
  }
}

function Tile(props: {
  kind: MeasurementKind;
  record: PatientRecordDocument;
  timeZone: string;
  isChosen: boolean;
  onChoose: () => void;
}) {
  const { kind, record, timeZone, isChosen, onChoose } = props;
  const latest = findLatest(record.vitals, kind);
  return (
    <button
      type="button"
      class="pr-key pr-tile"
      aria-pressed={isChosen}
      data-testid={`tile-${kind}`}
      onClick={onChoose}
    >
      <span>{recordWords().vitals[kind]}</span>
      <b class="mono">{latest ? measurementText(latest) : '–'}</b>
      <small class="mono">{latest ? formatClock(latest.at, timeZone).slice(0, 5) : ''}</small>
    </button>
  );
}

function PressureEntry({ ageMonths, onAdd }: { ageMonths: number | null; onAdd: (one: Unstamped) => void }) {
  const [systolic, setSystolic] = useState<number | undefined>(undefined);
  const { vitals } = recordWords();
  if (systolic === undefined)
    return (
      <NumberPad
        key="sys"
        vital="systolic"
        label={vitals.systolic}
        ageMonths={ageMonths}
        onEnter={setSystolic}
      />
    );
  const add = (diastolic: number | null) => {
    onAdd({ kind: 'bloodPressure', systolic, diastolic });
    setSystolic(undefined);
  };
  const label = `${vitals.diastolic} (${systolic}/…)`;
  return (
    <div class="pr-stack">
      <NumberPad
        key="dia"
        vital="diastolic"
        label={label}
        ageMonths={ageMonths}
        onEnter={(value) => value <= systolic && add(value)}
      />
      <Key onPress={() => add(null)}>{pt('withoutDiastolic')}</Key>
    </div>
  );
}

function SaturationEntry({
  ageMonths,
  onAdd,
}: {
  ageMonths: number | null;
  onAdd: (one: Unstamped) => void;
}) {
  const [onOxygen, setOnOxygen] = useState(false);
  return (
    <div class="pr-stack">
      <div class="pr-row" role="group">
        <Key isPressed={!onOxygen} onPress={() => setOnOxygen(false)}>
          {pt('onAir')}
        </Key>
        <Key isPressed={onOxygen} onPress={() => setOnOxygen(true)} testId="on-oxygen">
          {pt('onOxygen')}
        </Key>
      </div>
      <NumberPad
        vital="spo2"
        label={recordWords().vitals.spo2}
        ageMonths={ageMonths}
        onEnter={(value) => onAdd({ kind: 'spo2', value, onOxygen })}
      />
    </div>
  );
}

function Entry({
  kind,
  record,
  onAdd,
}: {
  kind: MeasurementKind;
  record: PatientRecordDocument;
  onAdd: (one: Unstamped) => void;
}) {
  const ageMonths = ageMonthsAt(record.person, record.changedAt);
  const words = recordWords();
  switch (kind) {
    case 'bloodPressure':
      return <PressureEntry ageMonths={ageMonths} onAdd={onAdd} />;
    case 'spo2':
      return <SaturationEntry ageMonths={ageMonths} onAdd={onAdd} />;
    case 'gcs':
      return <GcsEntry onAdd={(scale) => onAdd({ kind, ...scale })} />;
    case 'pupils':
      return <PupilsEntry onAdd={(pupils) => onAdd({ kind, ...pupils })} />;
    case 'consciousness':
      return (
        <div class="pr-stack" role="group" aria-label={words.vitals.consciousness}>
          {CONSCIOUSNESS.map((level) => (
            <Key key={level} onPress={() => onAdd({ kind, level })} testId={`level-${level}`}>
              {words.consciousness[level]}
            </Key>
          ))}
        </div>
      );
    case 'pain':
      return (
        <div class="pr-pain" role="group" aria-label={words.vitals.pain}>
          {Array.from({ length: 11 }, (_none, value) => (
            <Key key={value} kind="mono" onPress={() => onAdd({ kind, value })}>
              {value}
            </Key>
          ))}
        </div>
      );
    default:
      return (
        <NumberPad
          key={kind}
          vital={kind}
          label={words.vitals[kind]}
          ageMonths={ageMonths}
          onEnter={(value) => onAdd({ kind, value })}
        />
      );
  }
}

/** Measurements: the newest of each kind, and a pad for the chosen one. */
export function VitalsSection({ record, edit, isSealed, timeZone, source }: SectionProps) {
  const [kind, setKind] = useState<MeasurementKind>('heartRate');
  const words = recordWords();
  const add = (one: Unstamped) =>
    void edit((before) =>
      addMeasurement(before, { ...one, at: source.now().toISOString() } as never, source),
    );
  const entries = record.vitals.map((one) => ({
    id: one.id,
    at: one.at,
    text: `${words.vitals[one.kind]}: ${measurementText(one)}`,
  }));
  return (
    <div class="pr-two is-entry-right">
      <div class="pr-stack">
        <div class="pr-tiles">
          {TILES.map((one) => (
            <Tile
              key={one}
              kind={one}
              record={record}
              timeZone={timeZone}
              isChosen={kind === one}
              onChoose={() => setKind(one)}
            />
          ))}
        </div>
        <Scores record={record} />
        <EntryList
          entries={entries}
          timeZone={timeZone}
          isDisabled={isSealed}
          onMove={(id, minutes) => void edit((before) => moveEntry(before, 'vitals', id, minutes, source))}
          onRemove={(id) => void edit((before) => removeEntry(before, 'vitals', id))}
        />
      </div>
      <div class="pr-entry">{!isSealed && <Entry kind={kind} record={record} onAdd={add} />}</div>
    </div>
  );
}
