import { formatAge, formatClock, formatDay, locale } from '#ui';
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type OfficeSection, openOffice, sectionsFor } from '../admin/office-route.ts';
import { useDesk } from '../desk/desk.ts';
import { togglePast } from '../desk/past.ts';
import { isHazardListShown } from '../hazards/hazards-route.ts';
import { t } from '../i18n/text.ts';
import { isSupervisorOf, SectorGate } from '../supervisor/supervisor-gate.tsx';
import { isSectorListShown, isSupervisorShown, toggleSupervisor } from '../supervisor/supervisor-route.ts';
import { AwayZones } from './layout/window-button.tsx';
import { Preferences } from '../session/preferences.tsx';

/** Share of all expected calls that somebody free could reach in time. */
function Covered() {
  const { coverage } = useDesk();
  const figures = coverage.view.value?.figures;
  if (!figures) return null;
  const share = (100 * figures.coveredShare).toFixed(1);
  const minutes = Math.round(figures.limit.limitSeconds / 60);
  return (
    <li data-testid="covered-share">
      <b>{share} %</b> <span class="dim">{t('top.covered', { minutes })}</span>
    </li>
  );
}

function Counts() {
  const desk = useDesk();
  const { open, uncovered, available, onDuty } = desk.counts.value;
  if (!desk.store.isLoaded.value) return null;
  return (
    <ul class="counts">
      <li>
        <b>{open}</b> <span class="dim">{t('top.open', { count: open })}</span>
      </li>
      {uncovered > 0 && (
        <li data-testid="count-uncovered">
          <b class="alarm">{uncovered}</b> <span class="dim">{t('top.uncovered', { count: uncovered })}</span>
        </li>
      )}
      <li>
        <b>
          {available} / {onDuty}
        </b>{' '}
        <span class="dim">{t('top.available')}</span>
      </li>
      <Covered />
    </ul>
  );
}

export function Connection() {
  const desk = useDesk();
  const text = useComputed(() => {
    const state = desk.connection.state.value;
    const age = formatAge(desk.connection.silentSeconds.value ?? 0);
    if (state === 'late') return t('connection.late', { age });
    return state === 'offline' ? t('connection.offline', { age }) : t(`connection.${state}`);
  });
  return (
    <p class="connection" data-testid="connection" data-state={desk.connection.state}>
      <span class="connection-dot" aria-hidden="true" />
      {text}
    </p>
  );
}

/** Browsers play nothing before a click: the shift begins with one, and with a test of all sounds. */
function ShiftSounds() {
  const { sounds } = useDesk();
  const state = sounds.state.value;
  const tested = sounds.tested.value;
  const text = state === 'testing' && tested ? t(`sounds.test.${tested}`) : t(`sounds.${state}`);
  return (
    <button
      type="button"
      class={`button is-small ${state === 'off' ? 'is-primary' : 'is-plain'}`}
      title={t('sounds.hint')}
      data-testid="start-shift"
      data-state={state}
      onClick={() => void sounds.startShift()}
    >
      {text}
    </button>
  );
}

function HistoryButton() {
  const desk = useDesk();
  return (
    <button
      type="button"
      class="button is-small is-plain"
      aria-pressed={desk.past.value !== undefined}
      title={t('history.openTitle')}
      data-testid="history-open"
      onClick={() => void togglePast(desk)}
    >
      {t('history.open')} <kbd>F8</kbd>
    </button>
  );
}

function SupervisorButton() {
  const { user, region } = useDesk();
  if (!isSupervisorOf(user, region)) return null;
  return (
    <button
      type="button"
      class="button is-small is-plain"
      aria-pressed={isSupervisorShown.value}
      title={t('help.supervisor')}
      data-testid="supervisor-open"
      onClick={toggleSupervisor}
    >
      {t('supervisor.open')} <kbd>F10</kbd>
    </button>
  );
}

export function Clock() {
  const desk = useDesk();
  const { timeZone } = desk.region;
  const time = useComputed(() => formatClock(desk.clock.second.value, timeZone));
  const day = useComputed(() => formatDay(desk.clock.second.value, timeZone, locale.value));
  return (
    <p class="clock" title={t('top.clock', { zone: timeZone })}>
      <span class="dim clock-day">{day}</span>
      <time class="mono" data-testid="clock">
        {time}
      </time>
    </p>
  );
}

/** The own account, and for those who may the lists of the region. */
function OfficeLinks({ onOpen }: { onOpen: () => void }) {
  const { user, region } = useDesk();
  const roles = user.roles.filter((held) => held.regionId === region.id).map(({ role }) => role);
  const [first] = sectionsFor(roles).filter((section) => section !== 'account');
  const go = (section: OfficeSection): void => {
    openOffice(section);
    onOpen();
  };
  return (
    <>
      <button type="button" class="button menu-item" data-testid="open-account" onClick={() => go('account')}>
        {t('menu.account')}
      </button>
      {first && (
        <button type="button" class="button menu-item" data-testid="open-admin" onClick={() => go(first)}>
          {t('menu.admin')}
        </button>
      )}
    </>
  );
}

/** An open menu closes on Escape and on a click elsewhere. */
function useMenu() {
  const isOpen = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      if (
        event instanceof KeyboardEvent ? event.key === 'Escape' : !box.current?.contains(event.target as Node)
      ) {
        isOpen.value = false;
      }
    };
    window.addEventListener('pointerdown', close);
    window.addEventListener('keydown', close);
    return () => {
      window.removeEventListener('pointerdown', close);
      window.removeEventListener('keydown', close);
    };
  }, [isOpen]);
  return { isOpen, box };
}

function UserMenu({ onRegion }: { onRegion: (id: string) => void }) {
  const desk = useDesk();
  const { isOpen, box } = useMenu();
  const { user, region, regions } = desk;
  return (
    <div class="user-menu" ref={box}>
      <button
        type="button"
        class="button is-plain"
        aria-expanded={isOpen.value}
        aria-label={t('menu.open', { name: user.displayName })}
        data-testid="user-menu"
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        {user.displayName}
        <svg viewBox="0 0 10 6" width="10" height="6" aria-hidden="true">
          <path d="M1 1l4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.5" />
        </svg>
      </button>
      {isOpen.value && (
        <div class="menu">
          {regions.length > 1 && (
            <label class="menu-item">
              <span class="label">{t('menu.region')}</span>
              <select
                class="field"
                value={region.id}
                onChange={(event) => onRegion(event.currentTarget.value)}
              >
                {regions.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <div class="menu-item">
            <Preferences />
          </div>
          <OfficeLinks onOpen={() => (isOpen.value = false)} />
          <button
            type="button"
            class="button menu-item"
            data-testid="show-hazards"
            onClick={() => {
              isOpen.value = false;
              isHazardListShown.value = true;
            }}
          >
            {t('hazard.list')}
          </button>
          <button
            type="button"
            class="button menu-item"
            data-testid="sign-out"
            onClick={() => void desk.session.signOut()}
          >
            {t('menu.signOut')}
          </button>
        </div>
      )}
    </div>
  );
}

/** Region, counts, connection, user and the region's own time of day. */
export function TopBar({ onRegion }: { onRegion: (id: string) => void }) {
  const { region } = useDesk();
  return (
    <header class="top-bar">
      <p class="brand">
        <span class="brand-mark" aria-hidden="true" />
        Akut
      </p>
      <p class="region-name cut">
        {region.name}
        {region.isTraining && <span class="chip is-attention">{t('top.training')}</span>}
      </p>
      <Counts />
      <AwayZones />
      <div class="top-bar-end">
        <ShiftSounds />
        {(SectorGate.isHere() || isSectorListShown.value) && <SectorGate />}
        <SupervisorButton />
        <HistoryButton />
        <Connection />
        <UserMenu onRegion={onRegion} />
        <Clock />
      </div>
    </header>
  );
}
