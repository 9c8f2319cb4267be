import { useSignalEffect } from '@preact/signals';
import { useDesk } from '../../desk/desk.ts';
import type { Zone } from '../../desk/windows/zones.ts';
import { t } from '../../i18n/text.ts';
import { Clock, Connection } from '../top-bar.tsx';
import { WINDOW_KEY, useWindows } from './window-button.tsx';

/** Head of a window that shows one zone: what it is, whether it is level with the server, and the way back. */
export function WindowBar({ zone }: { zone: Zone }) {
  const { region } = useDesk();
  const windows = useWindows();
  useSignalEffect(() => {
    document.title = `${t(`zone.${zone}`)} · Akut`;
  });
  return (
    <header class="top-bar is-window" data-testid="window-bar" data-zone={zone}>
      <p class="brand">
        <span class="brand-mark" aria-hidden="true" />
        Akut
      </p>
      <h1 class="region-name cut">
        {t(`zone.${zone}`)} <span class="dim">{region.name}</span>
      </h1>
      <div class="top-bar-end">
        <Connection />
        <Clock />
        <button
          type="button"
          class="button is-small"
          data-testid="window-back"
          title={`${t('window.back')} (${WINDOW_KEY})`}
          onClick={() => windows?.bringBack(zone)}
        >
          {t('window.back')}
        </button>
      </div>
    </header>
  );
}
