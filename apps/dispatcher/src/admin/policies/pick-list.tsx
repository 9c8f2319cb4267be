import { CheckField, type Choice } from '../fields.tsx';

interface Props<Value extends string | number> {
  readonly label: string;
  readonly values: readonly Value[];
  readonly choices: readonly (Omit<Choice<string>, 'value'> & { readonly value: Value })[];
  /** What an empty choice stands for. */
  readonly none: string;
  readonly isDisabled?: boolean;
  readonly onValues: (values: Value[]) => void;
}

/** Several of a closed list in one line, which opens to boxes. */
export function PickList<Value extends string | number>(props: Props<Value>) {
  const { label, values, choices, none, isDisabled = false, onValues } = props;
  const shown = choices.filter(({ value }) => values.includes(value)).map(({ text }) => text);
  // What the list does not know was saved by somebody with a newer one, or is at fault.
  const unknown = values.filter((value) => !choices.some((choice) => choice.value === value)).map(String);
  const text = [...shown, ...unknown].join(', ');
  return (
    <details
      class="pick"
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null))
          event.currentTarget.open = false;
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !event.currentTarget.open) return;
        event.stopPropagation();
        event.currentTarget.open = false;
        event.currentTarget.querySelector('summary')?.focus();
      }}
    >
      <summary aria-label={`${label}: ${text || none}`}>
        {text ? <span>{text}</span> : <span class="dim">{none}</span>}
      </summary>
      <div class="office-check-columns">
        {choices.map((choice) => (
          <CheckField
            key={choice.value}
            label={choice.text}
            name={`${label}-${choice.value}`}
            isDisabled={isDisabled}
            isOn={values.includes(choice.value)}
            onChange={(isOn) =>
              onValues(isOn ? [...values, choice.value] : values.filter((one) => one !== choice.value))
            }
          />
        ))}
      </div>
    </details>
  );
}
