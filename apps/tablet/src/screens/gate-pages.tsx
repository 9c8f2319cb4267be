import { t } from '../i18n/text.ts';
import { useTablet } from '../ui/tablet-context.ts';

/** Shown while a revoked tablet hands in what it holds, and after it has forgotten everything. */
export function RevokedPage({ onAgain }: { onAgain: () => void }) {
  const tablet = useTablet();
  const waiting = tablet.outbox.count.value;
  const isDone = tablet.device.record.value === undefined || tablet.isWiped.value;
  return (
    <main class="gate" data-testid="revoked" data-done={isDone}>
      <h1>{t('revoked.title')}</h1>
      {isDone ? (
        <p>{t('revoked.done')}</p>
      ) : (
        <p class="attention">{t('revoked.uploading', { count: waiting })}</p>
      )}
      {isDone && (
        <button type="button" class="key" data-testid="enrol-again" onClick={onAgain}>
          {t('revoked.again')}
        </button>
      )}
    </main>
  );
}

/** Before the first answer of the server there is nothing to show. */
export function ReadingPage() {
  const tablet = useTablet();
  const isRejected = tablet.device.standing.value === 'rejected';
  const isDown = tablet.contact.isUp.value === false;
  return (
    <main class="gate" data-testid="reading">
      <h1>{isRejected ? t('reading.rejected') : isDown ? t('reading.none') : t('reading.title')}</h1>
      {(isRejected || isDown) && (
        <button type="button" class="key" onClick={() => tablet.wake()}>
          {t('part.retry')}
        </button>
      )}
    </main>
  );
}
