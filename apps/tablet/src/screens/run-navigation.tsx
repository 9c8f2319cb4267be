import { computed, signal, type Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Tablet } from '../core/tablet.ts';
import type { ShownAssignment } from '../model/present.ts';
import { createRunStore } from '../navigation/kept-run.ts';
import type { NavigationPanelProps } from '../navigation/navigation-panel.tsx';
import { NavigationPart } from '../parts.tsx';
import { useTablet } from '../ui/tablet-context.ts';

/** Steps during which the unit is on its way; before and after them there is nothing to guide. */
const DRIVING = new Set(['notified', 'delivered', 'acknowledged', 'enRoute', 'leftScene']);

const placeText = ([lon, lat]: readonly [number, number]): string => `${lon.toFixed(6)},${lat.toFixed(6)}`;

type Parts = Omit<NavigationPanelProps, 'timeZone' | 'targetName' | 'assignmentId'> & {
  readonly assignmentId: Signal<string | undefined>;
};
/** One for each tablet: the driving screen goes on with what the other one began. */
const known = new WeakMap<Tablet, Parts>();

function findParts(tablet: Tablet): Parts {
  const parts = known.get(tablet) ?? createParts(tablet);
  known.set(tablet, parts);
  return parts;
}

function createParts(tablet: Tablet): Parts {
  return {
    assignmentId: signal(undefined),
    askRun: (language, etag) => tablet.device.request('getTabletRun', { query: { language }, etag }),
    askRoute: ({ from, to, profile, language }) => {
      const query = { from: placeText(from), to: placeText(to), profile, language };
      return tablet.device.request('getTabletRoute', { query });
    },
    fix: tablet.positions.fix,
    isOnline: computed(() => tablet.contact.isUp.value !== false),
    runChanges: tablet.runChanges,
    target: tablet.target,
    store: createRunStore({ read: () => tablet.keptRun(), write: (kept) => tablet.keepRun(kept) }),
    onLine: (line) => (tablet.runLine.value = line),
    onClosures: (closures) => (tablet.closures.value = closures),
    onTargetEnd: () => (tablet.target.value = undefined),
  };
}

/** The way of an assignment under way, in this tablet's words. */
export function RunNavigation({ run }: { run: ShownAssignment | undefined }) {
  const tablet = useTablet();
  const parts = useMemo(() => findParts(tablet), [tablet]);
  useEffect(() => {
    parts.assignmentId.value = run?.id;
  }, [run?.id]);
  const timeZone = tablet.states.state.value?.region.timeZone ?? 'UTC';
  const isUnderWay = run !== undefined && DRIVING.has(run.status);
  if (!isUnderWay && tablet.target.value === undefined) return null;
  const isLeaving = run?.status === 'leftScene';
  const targetName = (isLeaving && run.destination?.name) || run?.incident.addressText || undefined;
  return <NavigationPart {...parts} timeZone={timeZone} targetName={targetName} />;
}
