import type { PatientRecordDocument } from '#domain';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Tablet } from '../core/tablet.ts';
import type { ShownAssignment } from '../model/present.ts';
import PatientPages from '../patient/patient-pages.tsx';
import type { RecordStore } from '../patient/record-book.ts';
import { RecordVault } from '../patient/vault.ts';
import { useTablet } from '../ui/tablet-context.ts';
import { noteRecords } from '../core/settle-records.ts';

/**
 * A run's records: sealed in the vault for the crew to go on with, and in the queue for the server. The queue comes first: a
 * version that is on the screen is on its way, whatever happens next.
 */
function storeOf(tablet: Tablet, vault: RecordVault, assignmentId: string): RecordStore {
  const waiting = (): PatientRecordDocument[] =>
    tablet.outbox.waiting
      .peek()
      .filter(({ kind, body }) => kind === 'patientRecord' && body['assignmentId'] === assignmentId)
      .map(({ body }) => body['document'] as PatientRecordDocument);
  return {
    load: async () => {
      const newest = new Map<string, PatientRecordDocument>();
      for (const record of [...(await vault.load(assignmentId)), ...waiting()]) {
        const held = newest.get(record.recordId);
        if (!held || held.version < record.version) newest.set(record.recordId, record);
      }
      return [...newest.values()].sort((one, other) => one.number - other.number);
    },
    save: async (document) => {
      noteRecords();
      const { recordId, version } = document;
      await tablet.outbox.add('patientRecord', {
        recordId,
        assignmentId,
        version,
        document: { ...document },
      });
      // Without room for it the queue still has it.
      await vault.save(document).catch(() => undefined);
    },
  };
}

interface PatientPartProps {
  readonly run: ShownAssignment | undefined;
  readonly onClose: () => void;
}

/** The records of the run under way, or of the one that has just ended. */
export default function PatientPart({ run, onClose }: PatientPartProps) {
  const tablet = useTablet();
  const [vault, setVault] = useState<RecordVault>();
  useEffect(() => {
    let opened: RecordVault | undefined;
    let isGone = false;
    void RecordVault.open().then((one) => {
      opened = one;
      if (isGone) one.close();
      else setVault(one);
    });
    return () => {
      isGone = true;
      opened?.close();
    };
  }, []);
  const about =
    run ??
    tablet.shown.value?.assignments.find(({ endedAt, status }) => endedAt !== null && status === 'available');
  const store = useMemo(() => vault && about && storeOf(tablet, vault, about.id), [vault, about?.id]);
  if (!store || !about) return null;
  return (
    <PatientPages
      key={about.id}
      store={store}
      incidentId={about.incident.id}
      assignmentId={about.id}
      patients={about.incident.patients}
      timeZone={tablet.states.state.value?.region.timeZone ?? 'UTC'}
      now={() => new Date(tablet.clock.now())}
      newId={() => crypto.randomUUID()}
      handOverUrl={`${location.origin}/desk/`}
      destination={about.destination}
      author={tablet.signOn.value?.crew.map(({ displayName }) => displayName).join(', ') ?? ''}
      onClose={onClose}
    />
  );
}
