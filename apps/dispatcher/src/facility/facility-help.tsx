import { useEffect, useRef } from 'preact/hooks';
import { FACILITY_KEYS, isFacilityHelpShown } from './facility-keys.ts';
import { ft } from './texts.ts';

/** All keys of the page, as a dialog of the browser's own, which keeps the focus inside. */
export function FacilityHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isShown = isFacilityHelpShown.value;
  useEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);
  return (
    <dialog
      ref={dialog}
      class="help facility-help"
      aria-labelledby="help-title"
      data-testid="facility-help"
      onClose={() => (isFacilityHelpShown.value = false)}
    >
      {isShown && (
        <>
          <h2 id="help-title">{ft('help')}</h2>
          <dl>
            {FACILITY_KEYS.map(({ key, text }) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{ft(text)}</dd>
              </div>
            ))}
          </dl>
          <button type="button" class="button" onClick={() => (isFacilityHelpShown.value = false)}>
            {ft('closeRecord')} <kbd>Esc</kbd>
          </button>
        </>
      )}
    </dialog>
  );
}
