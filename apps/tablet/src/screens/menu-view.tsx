import { useState } from 'preact/hooks';
import { refusedText } from '../i18n/reasons.ts';
import { t } from '../i18n/text.ts';
import { HoldButton } from '../ui/hold-button.tsx';
import { useTablet } from '../ui/tablet-context.ts';
import type { View, ViewProps } from './views.ts';

const ITEMS = [
  ['search', 'menu.search'],
  ['map', 'menu.map'],
  ['check', 'menu.check'],
  ['duty', 'menu.duty'],
  ['queue', 'menu.queue'],
  ['settings', 'menu.settings'],
] as const satisfies readonly (readonly [View, string])[];

export function MenuView({ onView }: ViewProps) {
  const tablet = useTablet();
  const [trouble, setTrouble] = useState<string>();
  const isBusy = tablet.current.value !== undefined;
  const signOff = async (): Promise<void> => {
    const answer = await tablet.signOff();
    if (answer.kind === 'refused') setTrouble(refusedText(answer.problem.reason));
    else if (answer.kind !== 'ok') setTrouble(t('noAnswer'));
  };
  return (
    <section class="sheet" aria-label={t('nav.menu')} data-testid="menu">
      <div class="sheet-body">
        <h1>{t('nav.menu')}</h1>
        <div class="tiles">
          {ITEMS.map(([view, key]) => (
            <button
              key={view}
              type="button"
              class="key tile"
              data-testid={`menu-${view}`}
              onClick={() => onView(view)}
            >
              {t(key)}
            </button>
          ))}
          <button
            type="button"
            class="key tile"
            data-testid="menu-lock"
            onClick={() => void tablet.lock.lockNow()}
          >
            {t('menu.lock')}
          </button>
          <HoldButton class="tile" testId="sign-off" isDisabled={isBusy} onHeld={() => void signOff()}>
            {t('menu.signOffHold')}
          </HoldButton>
        </div>
        {isBusy && <p class="dim">{t('menu.signOffBusy')}</p>}
        {trouble !== undefined && (
          <p class="attention" role="alert">
            {trouble}
          </p>
        )}
      </div>
    </section>
  );
}
