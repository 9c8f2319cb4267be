import { formatAge } from '#ui';
import { t } from '../i18n/text.ts';
import type { Tablet } from '../core/tablet.ts';
import { useTablet } from '../ui/tablet-context.ts';
import { clockMinute } from '../ui/times.ts';
import { notAppliedSeenUpTo } from './seen-marks.ts';
import type { ViewProps } from './views.ts';

interface Warning {
  readonly id: string;
  readonly text: string;
  readonly isAlarm?: boolean;
}

/** A position that is known but was not taken by the server for so long is said. */
const POSITION_LATE_MS = 60_000;

function storageWarning(tablet: Tablet): Warning | undefined {
  const state = tablet.guard.state.value;
  if (state === 'full') return { id: 'storage-full', text: t('warn.storageFull'), isAlarm: true };
  if (state === 'reserveInUse')
    return { id: 'storage-reserve', text: t('warn.storageReserve'), isAlarm: true };
  return state === 'low' ? { id: 'storage-low', text: t('warn.storageLow') } : undefined;
}

function positionWarning(tablet: Tablet): Warning | undefined {
  const state = tablet.positions.state.value;
  if (state === 'refused') return { id: 'geo-refused', text: t('warn.geoRefused') };
  if (state === 'absent') return { id: 'geo-absent', text: t('warn.geoAbsent') };
  void tablet.clock.second.value;
  const sentAt = tablet.positions.sentAt.value;
  const lateMs = sentAt === undefined ? 0 : performance.now() - sentAt;
  if (state !== 'on' || lateMs < POSITION_LATE_MS) return undefined;
  return { id: 'position-late', text: t('warn.positionNotSent', { age: formatAge(lateMs / 1000) }) };
}

function emergencyWarning(tablet: Tablet): Warning | undefined {
  const shown = tablet.shown.value;
  if (shown?.emergencyAtMs === undefined) return undefined;
  const time = clockMinute(shown.emergencyAtMs, tablet.states.state.value?.region.timeZone);
  return shown.isEmergencyConfirmed
    ? { id: 'emergency-sent', text: t('emergency.sent', { time }), isAlarm: true }
    : { id: 'emergency-waiting', text: t('emergency.waiting'), isAlarm: true };
}

function warningsOf(tablet: Tablet): Warning[] {
  const ahead = tablet.clock.deviceAheadMs.value ?? 0;
  const found: (Warning | undefined | false)[] = [
    emergencyWarning(tablet),
    storageWarning(tablet),
    tablet.device.standing.value === 'rejected' && { id: 'rejected', text: t('warn.rejected') },
    tablet.contact.isWrong.value && { id: 'server-wrong', text: t('warn.serverWrong') },
    positionWarning(tablet),
    tablet.clock.isOff.value && {
      id: 'clock',
      text: t('warn.clock', { age: formatAge(Math.abs(ahead) / 1000) }),
    },
    !tablet.sounds.isOn.value && { id: 'sound', text: t('warn.soundOff') },
  ];
  return found.filter((one): one is Warning => Boolean(one));
}

/** The gravest alone: an emergency that was raised and a memory that is full, for a crew that drives. */
export function GraveBanners() {
  const tablet = useTablet();
  const grave = warningsOf(tablet).filter(({ isAlarm }) => isAlarm);
  return (
    <div class="banners" role="status">
      <WarningList warnings={grave} />
    </div>
  );
}

function WarningList({ warnings }: { warnings: readonly Warning[] }) {
  return warnings.map(({ id, text, isAlarm }) => (
    <p key={id} class={`banner ${isAlarm ? 'is-alarm' : ''}`} data-testid={`warning-${id}`}>
      {text}
    </p>
  ));
}

/** What is wrong now, each with what to do, most pressing first. */
export function Banners({ onView }: ViewProps) {
  const tablet = useTablet();
  const warnings = warningsOf(tablet);
  const missed = tablet.outbox.notApplied.value.filter(
    ({ confirmedAt }) => Date.parse(confirmedAt) > notAppliedSeenUpTo.value,
  ).length;
  return (
    <div class="banners" role="status">
      <WarningList warnings={warnings} />
      {missed > 0 && (
        <p class="banner" data-testid="warning-not-applied">
          {t('warn.notApplied', { count: missed })}{' '}
          <button type="button" class="key" onClick={() => onView('queue')}>
            {t('warn.look')}
          </button>
        </p>
      )}
    </div>
  );
}
