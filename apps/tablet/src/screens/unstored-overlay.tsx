import { t } from '../i18n/text.ts';
import { HoldButton } from '../ui/hold-button.tsx';
import { useTablet } from '../ui/tablet-context.ts';
import { describeEvent } from './describe-event.ts';

/** Taps for which there was no room: they exist on this screen alone, and nothing else is shown until that is dealt with. */
export function UnstoredOverlay() {
  const tablet = useTablet();
  const taps = tablet.unstored.value;
  if (taps.length === 0) return null;
  return (
    <div class="overlay is-alarm" role="alertdialog" aria-label={t('unstored.title')} data-testid="unstored">
      <h1>{t('unstored.title')}</h1>
      <p>{t('unstored.explain')}</p>
      <ul class="plain-list">
        {taps.map(({ kind, body }, index) => (
          <li key={index}>{describeEvent(kind, body)}</li>
        ))}
      </ul>
      <div class="row">
        <button
          type="button"
          class="key is-primary"
          data-testid="store-now"
          onClick={() => void tablet.retryUnstored()}
        >
          {t('unstored.retry')}
        </button>
        <HoldButton
          holdMs={2000}
          onHeld={() => {
            tablet.unstored.value = [];
          }}
        >
          {t('unstored.drop')}
        </HoldButton>
      </div>
    </div>
  );
}
