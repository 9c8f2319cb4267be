import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/text.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const LEAST_DIGITS = 4;
const MOST_DIGITS = 8;

interface PinPadProps {
  readonly label: string;
  readonly isBusy?: boolean;
  readonly onPin: (pin: string) => void;
}

/** Big digits for a PIN; what was typed shows as dots only. */
export function PinPad({ label, isBusy = false, onPin }: PinPadProps) {
  const [pin, setPin] = useState('');
  const type = (digit: string): void => setPin((old) => (old.length < MOST_DIGITS ? old + digit : old));
  const submit = (): void => {
    if (isBusy || pin.length < LEAST_DIGITS) return;
    setPin('');
    onPin(pin);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
      if (/^\d$/.test(event.key)) type(event.key);
      else if (event.key === 'Backspace') setPin((old) => old.slice(0, -1));
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) submit();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  return (
    <div class="pin-pad" data-testid="pin-pad">
      <p class="pin-label">{label}</p>
      <p class="pin-dots mono">{'•'.repeat(pin.length) || '–'}</p>
      <div class="pin-keys">
        {DIGITS.map((digit) => (
          <button
            key={digit}
            type="button"
            class="key"
            data-testid={`pin-${digit}`}
            onClick={() => type(digit)}
          >
            {digit}
          </button>
        ))}
        <button type="button" class="key" aria-label={t('delete')} onClick={() => setPin(pin.slice(0, -1))}>
          ⌫
        </button>
        <button type="button" class="key" data-testid="pin-0" onClick={() => type('0')}>
          0
        </button>
        <button
          type="button"
          class="key is-primary"
          data-testid="pin-done"
          disabled={isBusy || pin.length < LEAST_DIGITS}
          onClick={submit}
        >
          {t('done')}
        </button>
      </div>
    </div>
  );
}
