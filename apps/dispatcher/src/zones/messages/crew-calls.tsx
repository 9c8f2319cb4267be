import type { CrewSignalView } from '#contracts';
import { formatDuration } from '#ui';
import { useComputed } from '@preact/signals';
import { isDone } from '../../desk/incident/actions.ts';
import { useDesk, type Desk } from '../../desk/desk.ts';
import { t } from '../../i18n/text.ts';

function textOf({ kind, isUrgent, callSign }: CrewSignalView): string {
  if (kind === 'emergency') return t('crewCall.emergency', { callSign });
  return t(isUrgent ? 'crewCall.speakUrgent' : 'crewCall.speak', { callSign });
}

async function acknowledge(desk: Desk, { id: signalId, callSign }: CrewSignalView): Promise<void> {
  const label = t('command.acknowledgeCrew', { callSign });
  isDone(desk, await desk.outbox.send('acknowledgeCrewSignal', { params: { signalId }, body: {}, label }));
}

async function settle(desk: Desk, { id: signalId, callSign }: CrewSignalView): Promise<void> {
  const label = t('command.settleCrew', { callSign });
  isDone(desk, await desk.outbox.send('settleCrewSignal', { params: { signalId }, body: {}, label }));
}

/** Shows where the crew is and selects its unit. */
function goTo(desk: Desk, { unitId, coordinates }: CrewSignalView): void {
  desk.selectUnit(unitId);
  if (coordinates) desk.showOnMap(coordinates);
}

function CrewCall({ signal }: { signal: CrewSignalView }) {
  const desk = useDesk();
  const age = useComputed(() =>
    formatDuration((desk.clock.second.value - Date.parse(signal.raisedAt)) / 1000),
  );
  const isEmergency = signal.kind === 'emergency';
  const isSeen = signal.acknowledgedAt !== null;
  return (
    <li
      class={`crew-call is-${signal.kind} ${isSeen ? 'is-seen' : ''}`}
      role={isEmergency ? 'alert' : undefined}
      data-testid="crew-call"
      data-kind={signal.kind}
    >
      <button
        type="button"
        class="attention-text"
        title={t('crewCall.place')}
        onClick={() => goTo(desk, signal)}
      >
        <b>{textOf(signal)}</b> <span class="mono">{age}</span>
      </button>
      {isSeen ? (
        <span class="dim" title={signal.acknowledgedByName ?? ''}>
          {t('crewCall.seen')}
        </span>
      ) : (
        <button
          type="button"
          class="button is-small"
          data-testid="acknowledge-crew"
          disabled={desk.isReadOnly.value}
          onClick={() => void acknowledge(desk, signal)}
        >
          {t('crewCall.acknowledge')}
        </button>
      )}
      <button
        type="button"
        class="button is-small"
        data-testid="settle-crew"
        disabled={desk.isReadOnly.value}
        onClick={() => void settle(desk, signal)}
      >
        {t('crewCall.settle')}
      </button>
    </li>
  );
}

const RANK = { emergency: 0, speak: 1 } as const;

/** The gravest first, then those that call the longest. */
const compare = (a: CrewSignalView, b: CrewSignalView): number =>
  RANK[a.kind] - RANK[b.kind] ||
  Number(b.isUrgent) - Number(a.isUrgent) ||
  a.raisedAt.localeCompare(b.raisedAt);

/** Crews that ask for help or to speak. */
export function CrewCalls() {
  const { store } = useDesk();
  const signals = [...store.lists.value.crewSignals.values()].sort(compare);
  return (
    <ul class="crew-calls" aria-label={t('crewCall.crews')} data-testid="crew-calls">
      {signals.map((signal) => (
        <CrewCall key={signal.id} signal={signal} />
      ))}
    </ul>
  );
}
