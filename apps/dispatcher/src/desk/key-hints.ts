import { t } from '../i18n/text.ts';
import { actionKeyText, findActionKey } from './action-keys.ts';

const CONTROLS = 'button, select, summary, a';

/** Says at a control which key or verb does the same: in its title, once somebody points at it or reaches it by Tab. */
function hint(event: Event): void {
  const control = event.target instanceof Element ? event.target.closest<HTMLElement>(CONTROLS) : null;
  const key = control?.dataset['testid'] === undefined ? undefined : findActionKey(control.dataset['testid']);
  if (!control || !key) return;
  const shown = actionKeyText(key);
  const { title } = control;
  control.dataset['key'] = shown;
  if (title.endsWith(`(${shown})`)) return;
  const text = title !== '' ? title : (control.getAttribute('aria-label') ?? control.textContent).trim();
  control.title = t('map.keyHint', { text, key: shown });
}

/** Hints for all controls of the desk, whoever draws them. Returns how to stop. */
export function showKeyHints(): () => void {
  const kinds = ['pointerover', 'focusin'] as const;
  for (const kind of kinds) document.addEventListener(kind, hint);
  return () => {
    for (const kind of kinds) document.removeEventListener(kind, hint);
  };
}
