import { locale } from '#ui';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import type { TextKey } from '../i18n/en.ts';
import { listAliases, VERBS, type Verb } from './verbs.ts';

const EXAMPLES: Readonly<Record<Verb, string>> = {
  new: 'n Colonia 1324',
  dispatch: 'd M05 M02 2419',
  recommend: 'rc 2419',
  find: 'f M05',
  help: '?',
};

const KEYS: readonly (readonly [string, TextKey])[] = [
  ['a … z', 'help.focusLine'],
  ['1 … 9', 'help.candidate'],
  ['↑ ↓', 'help.upDown'],
  ['/', 'help.filter'],
  ['x', 'help.rejected'],
  ['F8', 'help.history'],
  ['F9', 'help.timeline'],
  ['Esc', 'help.escape'],
];

/** All commands and keys, as a dialog of the browser's own, which keeps the focus inside. */
export function HelpPanel() {
  const desk = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const isShown = desk.isHelpShown.value;
  useEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);
  return (
    <dialog
      ref={dialog}
      class="help"
      aria-labelledby="help-title"
      onClose={() => (desk.isHelpShown.value = false)}
      data-testid="help"
    >
      <h2 id="help-title">{t('help.title')}</h2>
      <h3>{t('help.verbs')}</h3>
      <dl>
        {VERBS.map((verb) => (
          <div key={verb}>
            <dt class="mono">{EXAMPLES[verb]}</dt>
            <dd>
              {t(`help.${verb}`)} <span class="dim mono">{listAliases(verb, locale.value).join(' ')}</span>
            </dd>
          </div>
        ))}
      </dl>
      <h3>{t('help.keys')}</h3>
      <dl>
        {KEYS.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="button is-primary" onClick={() => (desk.isHelpShown.value = false)}>
        {t('help.close')}
      </button>
    </dialog>
  );
}
