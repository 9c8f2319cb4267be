import { useMemo } from 'preact/hooks';
import type { ShownAssignment } from '../model/present.ts';
import { PatientPages } from '../patient/patient-pages.tsx';
import { useTablet } from '../ui/tablet-context.ts';

interface PatientRunProps {
  readonly run: ShownAssignment;
  readonly onBack: () => void;
}

/** The patient records of the present run, with what they need of the tablet. */
export function PatientRun({ run, onBack }: PatientRunProps) {
  const tablet = useTablet();
  const state = tablet.states.state.value;
  const store = useMemo(() => tablet.records.storeOf(run.id), [tablet, run.id]);
  return (
    <PatientPages
      store={store}
      incidentId={run.incident.id}
      assignmentId={run.id}
      patients={run.incident.patients}
      timeZone={state?.region.timeZone ?? 'UTC'}
      now={() => new Date(tablet.clock.now())}
      newId={() => crypto.randomUUID()}
      handOverUrl={`${location.origin}/desk/`}
      destination={run.destination}
      author={tablet.signOn.value?.crew.map(({ displayName }) => displayName).join(', ') ?? ''}
      onClose={onBack}
    />
  );
}
