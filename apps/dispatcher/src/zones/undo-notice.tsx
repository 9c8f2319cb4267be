import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import { UNDO_SECONDS } from '../desk/undo.ts';

/** For ten seconds: what was done, and the way back. */
export function UndoNotice() {
  const desk = useDesk();
  const { undo } = desk;
  const offer = undo.offer.value;
  void desk.store.revision.value;
  const isPossible = undo.current() !== undefined;
  if (!offer || !isPossible) return null;
  return (
    <div class="undo-notice" data-testid="undo-notice" key={offer.serial}>
      <span class="cut">{offer.text}</span>
      <button
        type="button"
        class="button is-small"
        data-testid="undo"
        disabled={desk.isReadOnly.value}
        onClick={() => void undo.take()}
      >
        {t('undo.button')} <kbd>Ctrl Z</kbd>
      </button>
      <span class="mono dim undo-seconds" aria-hidden="true">
        {undo.secondsLeft}
      </span>
      <span class="undo-time" aria-hidden="true" style={{ animationDuration: `${UNDO_SECONDS}s` }} />
    </div>
  );
}
