import { useState } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import { checkItemText } from '../i18n/check-items.ts';
import { Sheet } from '../ui/sheet.tsx';
import { useTablet } from '../ui/tablet-context.ts';

interface Item {
  readonly isOk: boolean;
  readonly words: string;
}

/** Each item of the vehicle's list in order or at fault, and the odometer. */
export default function CheckPage({ onDone }: { onDone: () => void }) {
  const tablet = useTablet();
  const state = tablet.states.state.value;
  const keys = state?.vehicleCheckKeys ?? [];
  const [items, setItems] = useState<Readonly<Record<string, Item>>>({});
  const [km, setKm] = useState('');
  const [isStored, setStored] = useState(false);
  const left = keys.filter((key) => items[key] === undefined).length;
  const typedKm = Number(km.replace(',', '.').replace(/\s/g, ''));
  const isKm = km.trim() !== '' && Number.isFinite(typedKm) && typedKm >= 0 && typedKm <= 5_000_000;
  const last = tablet.shown.value?.odometerKm ?? null;
  const submit = async (): Promise<void> => {
    const list = keys.map((key) => ({ key, isOk: items[key]!.isOk, words: items[key]!.words.trim() }));
    if (!(await tablet.tap('vehicleCheck', { items: list }))) return;
    if (isKm) await tablet.tap('odometer', { km: typedKm });
    setStored(true);
  };
  if (isStored) {
    return (
      <Sheet title={t('check.title')} onBack={onDone} testId="check-done">
        <p class={tablet.outbox.count.value > 0 ? 'attention' : 'ok'}>
          {t(tablet.outbox.count.value > 0 ? 'check.doneWaiting' : 'check.done')}
        </p>
      </Sheet>
    );
  }
  return (
    <Sheet title={t('check.title')} onBack={onDone} testId="check">
      <ul class="check-list">
        {keys.map((key) => (
          <CheckItem
            key={key}
            name={key}
            item={items[key]}
            onChange={(item) => setItems({ ...items, [key]: item })}
          />
        ))}
      </ul>
      <label class="big-field">
        <span>
          {t('check.odometer')} {last !== null && <span class="dim">({t('check.last', { km: last })})</span>}
        </span>
        <input
          class="field mono"
          inputMode="decimal"
          data-testid="odometer"
          value={km}
          onInput={(event) => setKm(event.currentTarget.value)}
        />
      </label>
      {isKm && last !== null && typedKm < last && <p class="attention">{t('check.lower', { km: last })}</p>}
      <button
        type="button"
        class="key is-primary is-wide"
        data-testid="check-submit"
        disabled={left > 0 || (km.trim() !== '' && !isKm)}
        onClick={() => void submit()}
      >
        {left > 0 ? t('check.left', { count: left }) : t('check.submit')}
      </button>
    </Sheet>
  );
}

interface ItemProps {
  readonly name: string;
  readonly item: Item | undefined;
  readonly onChange: (item: Item) => void;
}

function CheckItem({ name, item, onChange }: ItemProps) {
  const text = checkItemText(name);
  return (
    <li class="check-item">
      <span class="check-name">{text}</span>
      <div class="check-keys" role="group" aria-label={text}>
        <button
          type="button"
          class={`key ${item?.isOk === true ? 'is-chosen' : ''}`}
          aria-pressed={item?.isOk === true}
          data-testid={`ok-${name}`}
          onClick={() => onChange({ isOk: true, words: '' })}
        >
          {t('check.ok')}
        </button>
        <button
          type="button"
          class={`key ${item?.isOk === false ? 'is-fault' : ''}`}
          aria-pressed={item?.isOk === false}
          data-testid={`fault-${name}`}
          onClick={() => onChange({ isOk: false, words: item?.words ?? '' })}
        >
          {t('check.fault')}
        </button>
      </div>
      {item?.isOk === false && (
        <input
          class="field check-words"
          aria-label={t('check.describe')}
          placeholder={t('check.describe')}
          maxLength={500}
          value={item.words}
          onInput={(event) => onChange({ isOk: false, words: event.currentTarget.value })}
        />
      )}
    </li>
  );
}
