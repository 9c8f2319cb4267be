import type { IncidentView, RecommendationView } from '#contracts';
import { capabilityList, formatTravel, slotText } from '#ui';
import { useComputed } from '@preact/signals';
import { listProposedTogether, sendProposed } from '../desk/deciding.ts';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';

type Slot = RecommendationView['plan']['slots'][number];

/** One part of the response: who fills it and when, or that nobody can. */
function SlotChip({ slot, callSignOf }: { slot: Slot; callSignOf: (unitId: string) => string }) {
  const isShort = slot.found < slot.wanted;
  const who = slot.unitIds
    .map((unitId, index) => `${callSignOf(unitId)} ${formatTravel(slot.arrivalSeconds[index] ?? 0)}`)
    .join(', ');
  return (
    <li
      class={`chip ${isShort ? 'is-attention' : ''}`}
      title={capabilityList(slot.capabilities)}
      data-testid="plan-slot"
      data-short={isShort}
    >
      {slotText(slot.slot)}{' '}
      <span class="mono">{isShort ? t('plan.short', { found: slot.found, wanted: slot.wanted }) : who}</span>
    </li>
  );
}

/** What the response plan asks, who fills it, and one button that sends them all. */
export function PlanLine({ view, incident }: { view: RecommendationView; incident: IncidentView }) {
  const desk = useDesk();
  const isBusy = useComputed(() => desk.outbox.pending.value.length > 0);
  const callSigns = new Map(view.candidates.map(({ unitId, callSign }) => [unitId, callSign]));
  const callSignOf = (unitId: string): string =>
    callSigns.get(unitId) ?? desk.store.findUnit(unitId)?.callSign ?? '';
  const together = listProposedTogether(view);
  return (
    <div class="plan-line" data-testid="plan">
      <ul>
        {view.plan.slots.map((slot) => (
          <SlotChip key={slot.slot} slot={slot} callSignOf={callSignOf} />
        ))}
      </ul>
      {together.length > 0 && (
        <button
          type="button"
          class="button is-small is-primary"
          data-testid="send-proposed"
          disabled={desk.isReadOnly.value || isBusy.value}
          onClick={() => void sendProposed(desk, view, incident)}
        >
          {t('plan.sendTogether', { callSigns: together.map(({ callSign }) => callSign).join(' + ') })}{' '}
          <kbd>0</kbd>
        </button>
      )}
    </div>
  );
}
