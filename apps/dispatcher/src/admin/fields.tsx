import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { o } from './office-text.ts';

interface FieldProps {
  readonly label: string;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
}

export function Field({
  label,
  error,
  hint,
  children,
}: FieldProps & { children: (id: string, describedBy: string) => ComponentChildren }) {
  const id = useId();
  return (
    <div class="office-field">
      <label class="label" for={id}>
        {label}
      </label>
      {children(id, `${id}-more`)}
      <p id={`${id}-more`} class={error ? 'field-error' : 'field-hint dim'}>
        {error ?? hint}
      </p>
    </div>
  );
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly name: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly autocomplete?: string;
  readonly isMono?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, error, hint, value, onValue, name, type = 'text', autocomplete = 'off' } = props;
  const input = (id: string, more: string) => ({
    id,
    class: `field ${props.isMono ? 'mono' : ''}`,
    name,
    autocomplete,
    spellcheck: false,
    'data-testid': `field-${name}`,
    'aria-invalid': error !== undefined,
    'aria-describedby': more,
    value,
    onInput: (event: { currentTarget: HTMLInputElement }) => onValue(event.currentTarget.value),
  });
  return (
    <Field label={label} error={error} hint={hint}>
      {(id, more) => {
        if (type === 'password') return <input {...input(id, more)} type="password" />;
        return <input {...input(id, more)} inputMode={type === 'email' ? 'email' : 'text'} />;
      }}
    </Field>
  );
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly text: string;
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onValue: (value: Value) => void;
  readonly name: string;
}

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, error, hint, value, choices, onValue, name } = props;
  return (
    <Field label={label} error={error} hint={hint}>
      {(id, more) => (
        <select
          id={id}
          class="field"
          name={name}
          data-testid={`field-${name}`}
          aria-invalid={error !== undefined}
          aria-describedby={more}
          value={value}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.value === event.currentTarget.value);
            if (chosen) onValue(chosen.value);
          }}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckFieldProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly name: string;
  readonly isDisabled?: boolean;
}

export function CheckField({ label, isOn, onChange, name, isDisabled = false }: CheckFieldProps) {
  return (
    <label class="office-check">
      <input
        type="checkbox"
        name={name}
        data-testid={`field-${name}`}
        disabled={isDisabled}
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}

interface CheckListProps<Value extends string> {
  readonly label: string;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly values: readonly Value[];
  readonly choices: readonly Choice<Value>[];
  readonly onValues: (values: Value[]) => void;
  readonly name: string;
}

/** As many boxes as are overlooked at a glance. */
const MOST_UNFILTERED = 16;

/** Several of a closed list, as boxes in columns. */
export function CheckList<Value extends string>(props: CheckListProps<Value>) {
  const { label, error, hint, values, choices, onValues, name } = props;
  const filter = useSignal('');
  const needle = filter.value.trim().toLowerCase();
  const shown = choices.filter(
    ({ value, text }) => values.includes(value) || text.toLowerCase().includes(needle),
  );
  return (
    <fieldset class="office-checks" data-testid={`field-${name}`}>
      <legend class="label">{label}</legend>
      {choices.length > MOST_UNFILTERED && (
        <input
          class="field is-small office-check-filter"
          type="search"
          aria-label={`${label}: ${o('list.filter')}`}
          placeholder={o('list.filter')}
          value={filter.value}
          onInput={(event) => (filter.value = event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      )}
      <div class="office-check-columns">
        {shown.map(({ value, text }) => (
          <CheckField
            key={value}
            label={text}
            name={`${name}-${value}`}
            isOn={values.includes(value)}
            onChange={(isOn) => onValues(isOn ? [...values, value] : values.filter((one) => one !== value))}
          />
        ))}
      </div>
      {error ? <p class="field-error">{error}</p> : hint ? <p class="field-hint dim">{hint}</p> : null}
    </fieldset>
  );
}

interface PlaceFieldProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error?: string | undefined;
}

/** A position as people copy it: latitude, then longitude. */
export function PlaceField({ value, onValue, error }: PlaceFieldProps) {
  return (
    <TextField
      label={o('place.position')}
      hint={o('place.hint')}
      name="position"
      isMono
      value={value}
      error={error}
      onValue={onValue}
    />
  );
}

export const writePlace = ([lon, lat]: readonly [number, number]): string =>
  `${lat.toFixed(6)}, ${lon.toFixed(6)}`;

/** `[lon, lat]`, or undefined for what is no position. */
export function readPlace(text: string): [number, number] | undefined {
  const parts = text
    .trim()
    .split(/[\s,;]+/)
    .map(Number);
  const [lat, lon] = parts;
  const isPlace =
    parts.length === 2 && Math.abs(lat ?? Number.NaN) <= 90 && Math.abs(lon ?? Number.NaN) <= 180;
  return isPlace ? [lon!, lat!] : undefined;
}
