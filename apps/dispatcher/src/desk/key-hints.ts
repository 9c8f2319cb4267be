import { t } from '../i18n/text.ts';
import { actionKeyText, findActionKey } from './action-keys.ts';

const CONTROLS = 'button, select, summary, a';

/** What the control is called; a list of choices by its label, never by all its choices. */
function nameOf(control: HTMLElement): string {
  if (control.title !== '') return control.title;
  const label = control.getAttribute('aria-label');
  if (label !== null) return label;
  const named = control.closest('label')?.querySelector('.label') ?? control;
  return control.tagName === 'SELECT' && named === control ? '' : (named.textContent ?? '').trim();
}

/** Says at a control which key or verb does the same: in its title, once somebody points at it or reaches it by Tab. */
function hint(event: Event): void {
  const control = event.target instanceof Element ? event.target.closest<HTMLElement>(CONTROLS) : null;
  const key = control?.dataset['testid'] === undefined ? undefined : findActionKey(control.dataset['testid']);
  if (!control || !key) return;
  const shown = actionKeyText(key);
  const { title } = control;
  control.dataset['key'] = shown;
  if (title.endsWith(`(${shown})`)) return;
  control.title = t('map.keyHint', { text: nameOf(control), key: shown }).trim();
}

/** Hints for all controls of the desk, whoever draws them. Returns how to stop. */
export function showKeyHints(): () => void {
  const kinds = ['pointerover', 'focusin'] as const;
  for (const kind of kinds) document.addEventListener(kind, hint);
  return () => {
    for (const kind of kinds) document.removeEventListener(kind, hint);
  };
}
