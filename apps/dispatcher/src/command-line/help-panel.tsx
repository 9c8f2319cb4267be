import { locale } from '#ui';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk.ts';
import { PANEL_KEYS } from '../desk/incident/panel-keys.ts';
import { DESK_KEYS } from '../desk/keys.ts';
import { MAP_KEYS } from '../desk/map/map-keys.ts';
import { listOfficeKeys, PAST_KEYS } from '../desk/office-keys.ts';
import { t } from '../i18n/text.ts';
import type { TextKey } from '../i18n/en.ts';
import { listAliases, VERB_GROUPS, type Verb, type VerbGroup } from './verbs.ts';

/** What follows a verb, by example; a verb without one stands alone. */
const EXAMPLES: Readonly<Partial<Record<Verb, string>>> = {
  new: 'Colonia 1324',
  remark: '…',
  message: 'M12 …',
  close: '…',
  recommend: '2419',
  dispatch: 'M05 M02 2419',
  hold: 'M12 2419',
  sendNow: 'M12',
  divert: 'M07 2419',
  takeOver: 'M12 M07 …',
  cancel: 'M12 …',
  callBack: 'M12 …',
  destination: 'M12 maciel',
  acknowledged: 'M12',
  enRoute: 'M12',
  staged: 'M12',
  onScene: 'M12',
  atPatient: 'M12',
  leftScene: 'M12',
  atDestination: 'M12',
  handedOver: 'M12',
  available: 'M12',
  onDuty: 'M12',
  meal: 'M12',
  restocking: 'M12',
  offDuty: 'M12 14:30 …',
  outOfService: 'M12 14:30 …',
  alarm: '2419',
  accept: '1',
  dismiss: '1',
  join: '2420 2419',
  notSame: '2420',
  unjoin: '2420',
  find: 'M05',
  language: 'bg',
};

const GROUPS = Object.keys(VERB_GROUPS) as readonly VerbGroup[];

function VerbRow({ verb }: { verb: Verb }) {
  const [short = '', ...others] = listAliases(verb, locale.value);
  return (
    <div data-testid="help-verb" data-verb={verb}>
      <dt class="mono">
        <b>{short}</b> <span class="dim">{EXAMPLES[verb] ?? ''}</span>
      </dt>
      <dd>
        {t(`verb.${verb}`)} <span class="dim mono">{others.join(' ')}</span>
      </dd>
    </div>
  );
}

function Keys({ title, keys }: { title: string; keys: readonly (readonly [string, TextKey])[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {keys.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

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
      {isShown && (
        <>
          <header class="help-head">
            <h2 id="help-title">{t('help.title')}</h2>
            <p class="dim">{t('help.how')}</p>
            <button
              type="button"
              class="button"
              data-testid="close-view"
              onClick={() => (desk.isHelpShown.value = false)}
            >
              {t('help.close')} <kbd>Esc</kbd>
            </button>
          </header>
          <div class="help-columns" tabIndex={0}>
            {GROUPS.map((group) => (
              <section key={group}>
                <h3>{t(`help.group.${group}`)}</h3>
                <dl>
                  {VERB_GROUPS[group].map((verb) => (
                    <VerbRow key={verb} verb={verb} />
                  ))}
                </dl>
              </section>
            ))}
            <Keys title={t('help.keys')} keys={DESK_KEYS} />
            <Keys title={t('help.panel')} keys={PANEL_KEYS} />
            <Keys title={t('help.map')} keys={MAP_KEYS} />
            <Keys title={t('help.past')} keys={PAST_KEYS} />
            <Keys title={t('help.offices')} keys={listOfficeKeys()} />
          </div>
        </>
      )}
    </dialog>
  );
}
