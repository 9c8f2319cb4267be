import type { AssignmentView } from '#contracts';
import { formatClock, stepWord } from '#ui';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';

type Step = AssignmentView['steps'][number];

export const stepTime = (step: Step): string => step.pressedAt ?? step.geofencedAt ?? step.recordedAt;

/** From here on pressed and driven times differ enough to be worth a second look. */
const NOTABLE_SECONDS = 20;

/** The time by the vehicle's position, where it differs from what was pressed, or where nobody pressed. */
function ByPosition({ step }: { step: Step }) {
  const { timeZone } = useDesk().region;
  const { pressedAt, geofencedAt } = step;
  if (!geofencedAt) return null;
  if (!pressedAt) return <span class="attention"> {t('assignments.geofenceOnly')}</span>;
  const seconds = Math.abs(Date.parse(geofencedAt) - Date.parse(pressedAt)) / 1000;
  if (seconds < NOTABLE_SECONDS) return null;
  return (
    <span class="attention" data-testid="geofenced-time">
      {' '}
      {t('assignments.geofence', { time: formatClock(geofencedAt, timeZone) })}
    </span>
  );
}

/** Each step taken with its time, in the region's own time of day. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const { timeZone } = useDesk().region;
  const inOrder = [...steps].sort((a, b) => stepTime(a).localeCompare(stepTime(b)));
  return (
    <ol class="steps">
      {inOrder.map((step) => (
        <li key={step.status}>
          <span class="mono">{formatClock(stepTime(step), timeZone)}</span>{' '}
          <span class="dim">{stepWord(step.status)}</span>
          <ByPosition step={step} />
        </li>
      ))}
    </ol>
  );
}
