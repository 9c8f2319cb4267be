import { useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk.ts';
import type { Layout } from '../desk/layout.ts';
import { IncidentPanel } from './incident-panel.tsx';
import { CallsPanel, ClosuresPanel, MessagesPanel } from './later.tsx';
import { Border } from './layout/border.tsx';
import { NewIncidentForm } from './new-incident-form.tsx';
import { UnitBoard } from './unit-board.tsx';

/** True while something is being worked on above the units. */
export function useHasWork(): boolean {
  const { closures, draft, isCallsShown, isMessagesShown, selectedIncident } = useDesk();
  return (
    isCallsShown.value ||
    isMessagesShown.value ||
    closures.isShown.value ||
    draft.isOpen.value ||
    selectedIncident.value !== undefined
  );
}

function Work() {
  const desk = useDesk();
  const incident = desk.selectedIncident.value;
  if (desk.closures.isShown.value) return <ClosuresPanel />;
  if (desk.draft.isOpen.value) return <NewIncidentForm key={desk.drafts.activeId.value} />;
  if (desk.isCallsShown.value) return <CallsPanel />;
  if (desk.isMessagesShown.value) return <MessagesPanel />;
  return incident ? <IncidentPanel key={incident.id} incident={incident} /> : null;
}

/** What is being worked on, above all units. */
export function MiddleZone({ layout }: { layout: Layout }) {
  const hasWork = useHasWork();
  const zone = useRef<HTMLDivElement>(null);
  const measure = () => {
    const whole = zone.current?.getBoundingClientRect().height ?? 0;
    const part = zone.current?.querySelector('.panel')?.getBoundingClientRect().height ?? 0;
    return whole === 0 ? undefined : { part, whole };
  };
  return (
    <div class={`zone middle-zone ${hasWork ? 'has-work' : ''}`} ref={zone}>
      <Work />
      {hasWork && !layout.isNarrow.value && <Border layout={layout} name="panel" measure={measure} />}
      <UnitBoard />
    </div>
  );
}
