import { isSigned, OUTCOME_KINDS, type OutcomeKind, type RecordOutcome } from '#domain';
import { CodeGrid, HoldKey, Key, TextField, TimeStepper } from '../controls.tsx';
import { moveTime } from '../edit-record.ts';
import type { SectionProps } from '../section-props.ts';
import { pt, recordWords } from '../texts.ts';
import { SignaturePad } from './signature-pad.tsx';

const begin = (kind: OutcomeKind, at: string): RecordOutcome => {
  switch (kind) {
    case 'transported':
      return { kind, at };
    case 'treatedAndLeft':
      return { kind, at, advice: '' };
    case 'refused':
      return { kind, at, reason: '', wasInformed: false, signature: null, witness: '' };
    case 'deadOnScene':
      return { kind, at, statedBy: '' };
    case 'handedToCrew':
      return { kind, at, callSign: '' };
  }
};

type Refusal = Extract<RecordOutcome, { kind: 'refused' }>;
type DetailProps<Outcome> = Pick<SectionProps, 'isSealed'> & {
  readonly outcome: Outcome;
  readonly onChange: (change: Partial<Outcome>) => void;
};

function RefusalDetails({ outcome, isSealed, onChange }: DetailProps<Refusal>) {
  return (
    <>
      <Key
        isPressed={outcome.wasInformed}
        isDisabled={isSealed}
        onPress={() => onChange({ wasInformed: !outcome.wasInformed })}
      >
        {pt('wasInformed')}
      </Key>
      <TextField
        label={pt('refusalReason')}
        value={outcome.reason}
        isLong
        maxLength={2000}
        isDisabled={isSealed}
        onChange={(reason) => onChange({ reason })}
      />
      <SignaturePad
        signature={outcome.signature}
        isDisabled={isSealed}
        onChange={(signature) => onChange({ signature })}
      />
      <TextField
        label={pt('witness')}
        value={outcome.witness}
        isDisabled={isSealed}
        onChange={(witness) => onChange({ witness })}
      />
    </>
  );
}

function Details({ outcome, isSealed, onChange }: DetailProps<RecordOutcome>) {
  const field = (label: string, value: string, change: (text: string) => Partial<RecordOutcome>) => (
    <TextField
      label={label}
      value={value}
      isLong={outcome.kind === 'treatedAndLeft'}
      maxLength={outcome.kind === 'handedToCrew' ? 40 : 200}
      isDisabled={isSealed}
      onChange={(text) => onChange(change(text))}
    />
  );
  switch (outcome.kind) {
    case 'transported':
      return null;
    case 'treatedAndLeft':
      return field(pt('advice'), outcome.advice, (advice) => ({ advice }));
    case 'deadOnScene':
      return field(pt('statedBy'), outcome.statedBy, (statedBy) => ({ statedBy }));
    case 'handedToCrew':
      return field(pt('otherCallSign'), outcome.callSign, (callSign) => ({ callSign }));
    case 'refused':
      return <RefusalDetails outcome={outcome} isSealed={isSealed} onChange={onChange} />;
  }
}

/** How it ended for the patient, and the end of the record. */
export function OutcomeSection({ record, edit, isSealed, timeZone, source }: SectionProps) {
  const { outcome } = record;
  const change = (changes: Partial<RecordOutcome>) =>
    void edit(({ outcome: before }) =>
      before ? { outcome: { ...before, ...changes } as RecordOutcome } : {},
    );
  const needsSignature =
    outcome?.kind === 'refused' && !isSigned(outcome.signature) && outcome.witness.trim() === '';
  return (
    <div class="pr-stack">
      <h3>{pt('section.outcome')}</h3>
      <CodeGrid
        codes={OUTCOME_KINDS}
        words={recordWords().outcomes}
        label={pt('section.outcome')}
        isDisabled={isSealed}
        isPressed={(kind) => outcome?.kind === kind}
        onPress={(kind) =>
          void edit(({ outcome: before }) =>
            before?.kind === kind ? {} : { outcome: begin(kind, source.now().toISOString()) },
          )
        }
      />
      {outcome && (
        <>
          <TimeStepper
            at={outcome.at}
            timeZone={timeZone}
            what={recordWords().outcomes[outcome.kind]}
            isDisabled={isSealed}
            onMove={(minutes) => change({ at: moveTime(outcome.at, minutes, source.now()) })}
          />
          <Details outcome={outcome} isSealed={isSealed} onChange={change} />
        </>
      )}
      {record.closedAt === null && (
        <>
          {needsSignature && <p class="attention">{pt('signatureNeeded')}</p>}
          {outcome === null && <p class="dim">{pt('outcomeNeeded')}</p>}
          <HoldKey
            isDisabled={outcome === null || needsSignature}
            testId="close-record"
            onPress={() => void edit(() => ({ closedAt: source.now().toISOString() }))}
          >
            {pt('closeRecord')}
          </HoldKey>
        </>
      )}
    </div>
  );
}
