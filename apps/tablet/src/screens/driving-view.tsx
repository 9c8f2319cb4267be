import { t } from '../i18n/text.ts';
import type { ShownAssignment } from '../model/present.ts';
import { useTablet } from '../ui/tablet-context.ts';
import { GraveBanners } from './banners.tsx';
import { EmergencyButton, NextStatus } from './bottom-bar.tsx';
import { RunTitle } from './run-facts.tsx';
import { RunMap } from './run-map.tsx';
import type { ViewProps } from './views.ts';

/** While the vehicle moves: the next step, navigation and the call, and nothing to read beside the address. */
export function DrivingView({ run, onView }: ViewProps & { run: ShownAssignment }) {
  const tablet = useTablet();
  const phone = tablet.states.state.value?.region.controlRoomPhone ?? null;
  const asked = tablet.shown.value?.speakRequestedAtMs !== undefined;
  return (
    <main class="driving" data-testid="driving">
      <header>
        <GraveBanners />
        <div class="driving-head">
          <RunTitle run={run} />
          <p class="address">{run.destination?.name ?? run.incident.addressText}</p>
        </div>
      </header>
      <RunMap run={run} />
      <footer class="bottom">
        <NextStatus run={run} onView={onView} />
        <button
          type="button"
          class={`key ${asked ? 'is-amber' : ''}`}
          data-testid="driving-speak"
          onClick={() => void tablet.tap('speakRequest', { isWithdrawn: asked })}
        >
          {asked ? t('speak.withdraw') : t('speak.ask')}
        </button>
        {phone !== null && (
          <a class="key" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
            {t('speak.call', { phone })}
          </a>
        )}
        <EmergencyButton />
      </footer>
    </main>
  );
}
