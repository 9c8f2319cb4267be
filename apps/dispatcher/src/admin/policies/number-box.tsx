interface Props {
  readonly label: string;
  readonly value: number | undefined;
  readonly onValue: (value: number | undefined) => void;
  readonly unit?: string;
  readonly isOptional?: boolean;
  /** The unit behind it says enough to those who see it. */
  readonly isLabelHidden?: boolean;
}

/** A number with what it counts; an empty optional one is left out. */
export function NumberBox({ label, value, onValue, unit, isOptional = false, isLabelHidden = false }: Props) {
  return (
    <label class="number-box">
      <span class={isLabelHidden ? 'visually-hidden' : 'dim'}>{label}</span>
      <input
        class="field is-small mono"
        inputMode="decimal"
        value={value === undefined ? '' : String(value)}
        onChange={(event) => {
          const text = event.currentTarget.value.trim().replace(',', '.');
          const number = Number(text);
          onValue(text === '' ? (isOptional ? undefined : 0) : Number.isFinite(number) ? number : 0);
        }}
      />
      {unit && <span class="dim">{unit}</span>}
    </label>
  );
}

const ofHundredths = (value: number): number => Math.round(value * 100) / 100;

/** Seconds as people speak of them in plans and standards. */
export const toMinutes = (seconds: number): number => ofHundredths(seconds / 60);
export const fromMinutes = (minutes: number | undefined): number => Math.round((minutes ?? 0) * 60);
export const toPercent = (share: number | undefined): number | undefined =>
  share === undefined ? undefined : ofHundredths(share * 100);
