import { useDesk } from '../desk/desk.ts';
import { ClosuresPanel } from './closures-panel.tsx';
import { IncidentPanel } from './incident-panel.tsx';
import { NewIncidentForm } from './new-incident-form.tsx';
import { UnitBoard } from './unit-board.tsx';

/** What is being worked on, above all units. */
export function MiddleZone() {
  const desk = useDesk();
  const incident = desk.selectedIncident.value;
  return (
    <div class="zone middle-zone">
      {desk.closures.isShown.value ? (
        <ClosuresPanel />
      ) : desk.draft.isOpen.value ? (
        <NewIncidentForm />
      ) : (
        incident && <IncidentPanel key={incident.id} incident={incident} />
      )}
      <UnitBoard />
    </div>
  );
}
