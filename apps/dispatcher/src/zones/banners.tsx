import { formatAge, formatClock, formatDuration } from '#ui';
import { useComputed } from '@preact/signals';
import { useDesk } from '../desk/desk.ts';
import type { Trouble } from '../live/troubles.ts';
import { t } from '../i18n/text.ts';

/** Commands that took longer than this to be answered are said to be unconfirmed. */
const SLOW_MS = 1500;

function OfflineBanner() {
  const desk = useDesk();
  const text = useComputed(() => {
    const { asOf, silentSeconds } = desk.connection;
    return t('offline.banner', {
      age: formatDuration(silentSeconds.value ?? 0),
      time: formatClock(asOf.value ?? desk.clock.now(), desk.region.timeZone),
    });
  });
  const isOffline = useComputed(() => desk.connection.state.value === 'offline');
  if (!isOffline.value) return null;
  return (
    <div class="banner" data-testid="offline-banner">
      {text}
    </div>
  );
}

function troubleText(trouble: Exclude<Trouble, { kind: 'noServer' }>): string {
  switch (trouble.kind) {
    case 'late':
      return t('trouble.late', { age: formatAge(trouble.seconds) });
    case 'noPositions':
      return t('trouble.noPositions', { age: formatAge(trouble.seconds) });
    case 'silentUnits':
      return t('trouble.silentUnits', { silent: trouble.silent, expected: trouble.expected });
    case 'clock':
      return t(trouble.seconds > 0 ? 'trouble.clockFast' : 'trouble.clockSlow', {
        age: formatAge(Math.abs(trouble.seconds)),
      });
  }
}

/** What is wrong with the system, and what to do until it is right again; a lost server has its own banner. */
function TroubleBanners() {
  const { troubles } = useDesk();
  return (
    <>
      {troubles.list.value.map((trouble) =>
        trouble.kind === 'noServer' ? null : (
          <p key={trouble.kind} class="trouble" data-testid="trouble" data-kind={trouble.kind}>
            <span class="trouble-tag">{t('trouble.system')}</span>
            <b>{troubleText(trouble)}</b> <span>{t(`trouble.${trouble.kind}Advice`)}</span>
          </p>
        ),
      )}
    </>
  );
}

function PendingBanner() {
  const desk = useDesk();
  const slow = useComputed(() => {
    void desk.clock.second.value;
    return desk.outbox.pending.value.filter(
      (command) => command.attempts > 1 || Date.now() - command.sinceAt > SLOW_MS,
    );
  });
  const [first] = slow.value;
  if (!first) return null;
  return (
    <div class="banner" data-testid="pending-banner">
      <span>{t('pending.banner', { count: slow.value.length, label: first.label })}</span>
      <button
        type="button"
        class="button is-small"
        onClick={() => slow.value.forEach((command) => command.stop())}
      >
        {t('pending.stop')}
      </button>
    </div>
  );
}

/** What stands in the way of work right now; nothing when nothing does. */
export function Banners() {
  return (
    <div class="banners" role="status">
      <OfflineBanner />
      <TroubleBanners />
      <PendingBanner />
    </div>
  );
}
