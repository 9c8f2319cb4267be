import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import { lazyPart } from '../lazy-part.tsx';
import { calledOff, type ShownAssignment } from '../model/present.ts';
import { MapKeeper, PlaceSearchView, RegionMapView } from '../parts.tsx';
import { useTablet } from '../ui/tablet-context.ts';
import { DutySheet, OtherStatusSheet, RefuseSheet, SpeakSheet } from './action-sheets.tsx';
import { Banners } from './banners.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { DrivingView } from './driving-view.tsx';
import { FacilitiesSheet } from './facilities-sheet.tsx';
import { Header } from './header.tsx';
import { HomeView } from './home-view.tsx';
import { MenuView } from './menu-view.tsx';
import { MessagesView } from './messages-view.tsx';
import { NewAssignment } from './new-assignment.tsx';
import { QueueView } from './queue-view.tsx';
import { RunView } from './run-view.tsx';
import { endedSeen, seeEnded } from './seen-marks.ts';
import { SettingsView } from './settings-view.tsx';
import type { View } from './views.ts';

const PatientPart = lazyPart(async () => (await import('./patient-part.tsx')).default);
const CheckPage = lazyPart(async () => (await import('./check-page.tsx')).default);

/** A message or a call-off that comes is heard. */
function useSounds(unread: number, endedId: string | undefined): void {
  const tablet = useTablet();
  const before = useRef(unread);
  useEffect(() => {
    if (unread > before.current) tablet.sounds.play('message');
    before.current = unread;
  }, [unread]);
  useEffect(() => {
    if (endedId !== undefined) tablet.sounds.play('trouble');
  }, [endedId]);
}

/** Everything a signed-on crew sees. */
export function CrewPage() {
  const tablet = useTablet();
  const view = useSignal<View>('run');
  const shown = tablet.shown.value;
  const run = tablet.current.value;
  const ended = shown && calledOff(shown).find(({ id }) => !endedSeen.value.includes(id));
  useSounds(
    shown?.messages.filter(({ fromUnitId, readAt }) => fromUnitId === null && readAt === null).length ?? 0,
    ended?.id,
  );
  const open = (next: View): void => {
    view.value = next;
  };
  const toRun = (): void => open('run');
  // What was open belonged to the run before.
  useEffect(() => {
    if (['otherStatus', 'refuse', 'facilities', 'leaving', 'patient', 'map', 'search'].includes(view.peek()))
      toRun();
  }, [run?.id]);
  const isNew = run?.status === 'notified' || run?.status === 'delivered';
  if (run && isNew && view.value === 'refuse') {
    return (
      <main class="body is-whole">
        <RefuseSheet run={run} onBack={toRun} />
      </main>
    );
  }
  if (run && isNew) return <NewAssignment run={run} onView={open} />;
  if (ended) return <CalledOff run={ended} />;
  if (run && tablet.positions.isDriving.value && view.value !== 'leaving') {
    return <DrivingView run={run} onView={open} />;
  }
  return (
    <div class="crew">
      <Header view={view.value} hasRun={run !== undefined} hasPatient={run !== undefined} onView={open} />
      <Banners onView={open} />
      <main class="body">
        <Body view={view.value} run={run} onView={open} />
      </main>
      <BottomBar run={run} onView={open} />
      <MapKeeper />
    </div>
  );
}

interface BodyProps {
  readonly view: View;
  readonly run: ShownAssignment | undefined;
  readonly onView: (view: View) => void;
}

function Body({ view, run, onView }: BodyProps) {
  const back = (): void => onView('run');
  const toMenu = (): void => onView('menu');
  if (view === 'patient') return <PatientPart run={run} onClose={back} />;
  if (view === 'messages') return <MessagesView incidentId={run?.incident.id ?? null} />;
  if (view === 'menu') return <MenuView onView={onView} />;
  if (view === 'search') return <PlaceSearchView onView={onView} />;
  if (view === 'map') return <RegionMapView />;
  if (view === 'queue') return <QueueView onBack={back} />;
  if (view === 'settings') return <SettingsView onBack={toMenu} />;
  if (view === 'check') return <CheckPage onDone={back} />;
  if (view === 'duty') return <DutySheet onBack={back} />;
  if (view === 'speak') return <SpeakSheet onBack={back} />;
  if (!run) return <HomeView onView={onView} />;
  if (view === 'otherStatus') return <OtherStatusSheet run={run} onBack={back} />;
  if (view === 'refuse') return <RefuseSheet run={run} onBack={back} />;
  if (view === 'facilities') return <FacilitiesSheet run={run} isLeaving={false} onBack={back} />;
  if (view === 'leaving') return <FacilitiesSheet run={run} isLeaving onBack={back} />;
  return <RunView run={run} onView={onView} />;
}

/** Called off by the control room, perhaps while there was no network: said until somebody has seen it. */
function CalledOff({ run }: { run: ShownAssignment }) {
  const number = String(run.incident.number);
  return (
    <main class="gate" data-testid="called-off">
      <h1>{t(run.status === 'diverted' ? 'run.diverted' : 'run.calledOff', { number })}</h1>
      <p class="dim">{t('run.calledOffHint')}</p>
      <button type="button" class="key is-primary" data-testid="understood" onClick={() => seeEnded(run.id)}>
        {t('run.understood')}
      </button>
    </main>
  );
}
