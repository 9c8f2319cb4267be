import type { RegionView, UserView } from '#contracts';
import type { Role } from '#domain';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { failureText } from '../api/refusal-text.ts';
import { CommandLine } from '../command-line/command-line.tsx';
import { HazardsGate } from '../hazards/hazards-gate.tsx';
import { t } from '../i18n/text.ts';
import type { Session } from '../session/session.ts';
import { StatusPage } from '../session/status-page.tsx';
import { OfficeGate } from '../admin/office-gate.tsx';
import { officeSection } from '../admin/office-route.ts';
import { FacilityGate, findFacilityRegion } from '../facility/facility-gate.tsx';
import { Banners } from '../zones/banners.tsx';
import { WindowBar } from '../zones/layout/window-bar.tsx';
import { WindowsProvider } from '../zones/layout/window-button.tsx';
import { SkipLinks, ZonesFrame } from '../zones/layout/zones-frame.tsx';
import { fetchLaterPanels, HelpPanel } from '../zones/later.tsx';
import { isSupervisorOf, SupervisorGate } from '../supervisor/supervisor-gate.tsx';
import { isSupervisorShown } from '../supervisor/supervisor-route.ts';
import { TopBar } from '../zones/top-bar.tsx';
import { Desk, DeskProvider } from './desk.ts';
import { showKeyHints } from './key-hints.ts';
import { listenToPanelKeys } from './incident/panel-keys.ts';
import { listenToKeys } from './keys.ts';
import { createWindowGroup, shareDesk } from './windows/desk-windows.ts';

const DISPATCHING: readonly Role[] = ['dispatcher', 'supervisor', 'admin'];
const REGION_KEY = 'akut.region';

type Regions =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly text: string }
  | {
      readonly kind: 'ready';
      readonly regions: readonly RegionView[];
      readonly facility: RegionView | undefined;
    };

function mayDispatch(user: UserView, region: RegionView): boolean {
  return user.roles.some((held) => held.regionId === region.id && DISPATCHING.includes(held.role));
}

/** Asks for the user's regions, then shows the desk of one of them. */
export function DeskPage({ session, user }: { session: Session; user: UserView }) {
  const state = useSignal<Regions>({ kind: 'loading' });
  const chosenId = useSignal(localStorage.getItem(REGION_KEY));
  const load = async (): Promise<void> => {
    const answer = await session.call('listRegions');
    state.value =
      answer.kind === 'ok'
        ? {
            kind: 'ready',
            regions: answer.value.regions.filter((region) => mayDispatch(user, region)),
            facility: findFacilityRegion(user, answer.value.regions),
          }
        : { kind: 'failed', text: failureText(answer, 'UTC') };
  };
  useEffect(() => void load(), []);
  const { value } = state;
  if (value.kind === 'loading') return <StatusPage text={t('login.checking')} />;
  if (value.kind === 'failed') {
    return <StatusPage text={`${t('failed.title')}. ${value.text}`} onRetry={() => void load()} />;
  }
  const region = value.regions.find((one) => one.id === chosenId.value) ?? value.regions[0];
  if (!region && value.facility)
    return <FacilityGate session={session} user={user} region={value.facility} />;
  if (!region) return <StatusPage text={t('login.noRegion')} onRetry={() => void session.signOut()} />;
  const choose = (id: string): void => {
    localStorage.setItem(REGION_KEY, id);
    chosenId.value = id;
  };
  return (
    <RegionDesk
      key={region.id}
      session={session}
      user={user}
      region={region}
      regions={value.regions}
      onRegion={choose}
    />
  );
}

interface RegionDeskProps {
  readonly session: Session;
  readonly user: UserView;
  readonly region: RegionView;
  readonly regions: readonly RegionView[];
  readonly onRegion: (id: string) => void;
}

function RegionDesk({ session, user, region, regions, onRegion }: RegionDeskProps) {
  const desk = useMemo(() => new Desk(session, user, region, regions), [region.id]);
  const windows = useMemo(() => createWindowGroup(region.id), [region.id]);
  useEffect(() => {
    desk.start();
    const stopSharing = shareDesk(desk, windows);
    const stopKeys = listenToKeys(desk);
    const stopPanelKeys = listenToPanelKeys(desk);
    const stopHints = showKeyHints();
    const stopFetching = fetchLaterPanels();
    return () => {
      stopKeys();
      stopPanelKeys();
      stopHints();
      stopFetching();
      stopSharing();
      desk.past.peek()?.close();
      desk.stop();
    };
  }, [desk]);
  const past = desk.past.value;
  const isOffice = officeSection.value !== undefined;
  const isFigures = isSupervisorOf(user, region) && isSupervisorShown.value;
  return (
    <WindowsProvider value={windows}>
      <DeskProvider value={desk}>
        <div class="desk" data-testid="desk">
          {/* What they lead to is not there while another page lies over the zones. */}
          {!isOffice && !isFigures && <SkipLinks hasLine={!past} />}
          {windows.ownZone ? <WindowBar zone={windows.ownZone} /> : <TopBar onRegion={onRegion} />}
          <div>
            <Banners />
            {past && <past.Bar />}
          </div>
          {isOffice ? (
            <OfficeGate session={session} user={user} region={region} changes={desk.store} />
          ) : isFigures ? (
            <SupervisorGate />
          ) : (
            <>
              <DeskProvider value={past?.desk ?? desk}>
                {/* Drawn anew for the past and for now: nothing may be left over from the other. */}
                <main key={past ? 'past' : 'now'} class={past ? 'is-past' : ''}>
                  <h1 class="visually-hidden">{t('app.title')}</h1>
                  <ZonesFrame />
                </main>
              </DeskProvider>
              {!past && <CommandLine />}
            </>
          )}
          {(desk.isHelpShown.value || HelpPanel.isHere()) && <HelpPanel />}
          <HazardsGate />
        </div>
      </DeskProvider>
    </WindowsProvider>
  );
}
