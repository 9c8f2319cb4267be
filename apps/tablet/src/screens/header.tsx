import { capabilityList, formatAge } from '#ui';
import { t } from '../i18n/text.ts';
import { useTablet } from '../ui/tablet-context.ts';
import { clockMinute } from '../ui/times.ts';
import type { View, ViewProps } from './views.ts';

/** "connected", or since when not and what waits; opens the queue. */
function NetworkState({ onView }: ViewProps) {
  const tablet = useTablet();
  const waiting = tablet.outbox.count.value;
  const isUp = tablet.contact.isUp.value;
  const ageSeconds = (tablet.clock.second.value - (tablet.states.asOf.value ?? 0)) / 1000;
  const net =
    isUp === undefined
      ? t('net.connecting')
      : isUp
        ? waiting > 0
          ? t('net.sending', { count: waiting })
          : t('net.up')
        : t(tablet.contact.isWrong.value ? 'net.wrong' : 'net.down', { age: formatAge(ageSeconds) });
  const isAmber = isUp === false || waiting > 0;
  return (
    <button
      type="button"
      class={`key-plain net ${isAmber ? 'is-amber' : ''}`}
      data-testid="network"
      data-waiting={waiting}
      data-up={isUp}
      onClick={() => onView('queue')}
    >
      <span class="net-mark" aria-hidden="true" />
      <span>
        {net}
        {isUp === false && waiting > 0 && ` · ${t('net.waiting', { count: waiting })}`}
      </span>
    </button>
  );
}

const unreadOf = (tablet: ReturnType<typeof useTablet>): number =>
  tablet.shown.value?.messages.filter(({ fromUnitId, readAt }) => fromUnitId === null && readAt === null)
    .length ?? 0;

interface HeaderProps extends ViewProps {
  readonly view: View;
  readonly hasRun: boolean;
  readonly hasPatient: boolean;
}

/** Who we are, whether we are connected, the time, and the ways to the other views. */
export function Header({ view, hasRun, hasPatient, onView }: HeaderProps) {
  const tablet = useTablet();
  const signOn = tablet.signOn.value;
  const unread = unreadOf(tablet);
  const tab = (to: View, text: string, count = 0) => (
    <button
      type="button"
      class={`key-plain tab ${view === to ? 'is-present' : ''}`}
      aria-current={view === to ? 'page' : undefined}
      data-testid={`tab-${to}`}
      onClick={() => onView(to)}
    >
      {text}
      {count > 0 && (
        <span class="tab-count" aria-label={t('nav.unread', { count })}>
          {count}
        </span>
      )}
    </button>
  );
  return (
    <header class="top">
      <div class="top-who">
        <strong class="mono call-sign">{signOn?.unit.callSign}</strong>
        <span class="dim top-crew">
          {signOn && capabilityList(signOn.unit.capabilities)} ·{' '}
          {signOn?.crew.map(({ displayName }) => displayName).join(', ')}
        </span>
      </div>
      <NetworkState onView={onView} />
      <nav class="tabs">
        {tab('run', hasRun ? t('nav.run') : t('nav.home'))}
        {hasPatient && tab('patient', t('nav.patient'))}
        {tab('messages', t('nav.messages'), unread)}
        {tab('menu', t('nav.menu'))}
      </nav>
      <time class="mono top-clock">
        {clockMinute(tablet.clock.second.value, tablet.states.state.value?.region.timeZone)}
      </time>
    </header>
  );
}
