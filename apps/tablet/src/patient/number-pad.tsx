import {
  judgeVital,
  plausibleRange,
  POSSIBLE_RANGES,
  DECIMALS,
  type RangedVital,
  VITAL_UNITS,
} from '#domain';
import { locale } from '#ui';
import { useState } from 'preact/hooks';
import { Key } from './controls.tsx';
import { numberOf, pointOf, pressKey, showValue } from './pad.ts';
import { pt } from './texts.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
/** Units as people write them, where UCUM writes them otherwise. */
const SHOWN_UNITS: Readonly<Record<string, string>> = {
  'mm[Hg]': 'mmHg',
  Cel: '°C',
  '{score}': '',
  '/min': '/min',
};
export const unitOf = (vital: RangedVital): string => SHOWN_UNITS[VITAL_UNITS[vital]] ?? VITAL_UNITS[vital];

interface PadProps {
  readonly vital: RangedVital;
  readonly label: string;
  readonly ageMonths: number | null;
  readonly onEnter: (value: number) => void;
}

/** Digits, the point where the vital sign has one, and a key back; also by the keyboard of the device. */
export function PadKeys({ decimals, onKey }: { decimals: number; onKey: (key: string) => void }) {
  return (
    <div class="pr-pad">
      {DIGITS.map((digit) => (
        <Key key={digit} onPress={() => onKey(digit)} kind="mono">
          {digit}
        </Key>
      ))}
      <Key onPress={() => onKey('.')} kind="mono" isDisabled={decimals === 0} label={pt('point')}>
        {decimals === 0 ? '' : pointOf(locale.value)}
      </Key>
      <Key onPress={() => onKey('0')} kind="mono">
        0
      </Key>
      <Key onPress={() => onKey('delete')} label={pt('deleteDigit')}>
        ⌫
      </Key>
    </div>
  );
}

/** Takes keys of a keyboard as the pad's own. */
export const typedKey = (key: string): string | undefined => {
  if (/^[0-9]$/.test(key)) return key;
  if (key === ',' || key === '.') return '.';
  return key === 'Backspace' ? 'delete' : undefined;
};

function RangeLine({
  vital,
  ageMonths,
  value,
}: {
  vital: RangedVital;
  ageMonths: number | null;
  value: number | undefined;
}) {
  const show = (one: number) => showValue(vital, one, locale.value);
  const [least, most] =
    value !== undefined && judgeVital(vital, value, ageMonths) === 'impossible'
      ? POSSIBLE_RANGES[vital]
      : plausibleRange(vital, ageMonths);
  const judged = value === undefined ? 'plausible' : judgeVital(vital, value, ageMonths);
  const range = { least: show(least), most: show(most), unit: unitOf(vital) };
  const text = judged === 'impossible' ? pt('rangePossible', range) : pt('rangePlausible', range);
  return (
    <p class={judged === 'plausible' ? 'dim' : 'attention'} role="status">
      {text}
    </p>
  );
}

/** Enters one number: what cannot be is refused, what is unlikely is asked for once more. */
export function NumberPad({ vital, label, ageMonths, onEnter }: PadProps) {
  const [shown, setShown] = useState('');
  const [isAsked, setAsked] = useState(false);
  const value = numberOf(shown);
  const judged = value === undefined ? undefined : judgeVital(vital, value, ageMonths);
  const press = (key: string) => {
    setAsked(false);
    setShown(pressKey(shown, key, DECIMALS[vital]));
  };
  const enter = () => {
    if (value === undefined || judged === 'impossible') return;
    if (judged === 'implausible' && !isAsked) return setAsked(true);
    onEnter(value);
    setShown('');
    setAsked(false);
  };
  const text = shown === '' ? '–' : shown.replace('.', pointOf(locale.value));
  return (
    <section
      class="pr-pad-box"
      aria-label={label}
      onKeyDown={(event) => {
        const key = typedKey(event.key);
        if (key === undefined) return;
        event.preventDefault();
        press(key);
      }}
    >
      <p class="pr-pad-label">{label}</p>
      <output class="pr-pad-value mono" data-testid="pad-value">
        {text} <small>{unitOf(vital)}</small>
      </output>
      <RangeLine vital={vital} ageMonths={ageMonths} value={value} />
      <PadKeys decimals={DECIMALS[vital]} onKey={press} />
      <Key
        onPress={enter}
        isDisabled={value === undefined || judged === 'impossible'}
        kind={isAsked ? 'is-attention' : 'is-primary'}
        testId="pad-enter"
      >
        {isAsked ? pt('askValue', { value: text }) : pt('enter')}
      </Key>
    </section>
  );
}
