import type { ShiftRecordView } from '#contracts';
import { readWallClock } from '#domain';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Answer } from '../../api/http.ts';
import { CheckList, SelectField, TextField } from '../fields.tsx';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import { RecordPage } from '../record-page.tsx';

interface Draft {
  readonly unitId: string;
  readonly starts: string;
  readonly ends: string;
  readonly memberIds: string[];
}

type ListAnswer = Answer<{ readonly records: readonly ShiftRecordView[] }>;
const HOUR_MILLISECONDS = 3_600_000;

const stateOf = ({ startsAt, endsAt }: ShiftRecordView): 'planned' | 'running' | 'over' => {
  const now = Date.now();
  if (Date.parse(startsAt) > now) return 'planned';
  return Date.parse(endsAt) > now ? 'running' : 'over';
};

/** The next full hour, and twelve hours from it. */
function nextShift(office: Office): Draft {
  const start = Math.ceil(Date.now() / HOUR_MILLISECONDS) * HOUR_MILLISECONDS;
  const textOf = (at: number): string => office.time(new Date(at).toISOString());
  return { unitId: '', starts: textOf(start), ends: textOf(start + 12 * HOUR_MILLISECONDS), memberIds: [] };
}

function readTimes(draft: Draft, row: ShiftRecordView | undefined, office: Office) {
  const read = (text: string, before: string | undefined): string | undefined => {
    // A time that was not touched keeps its seconds, and its side of an hour that comes twice.
    if (before !== undefined && office.time(before) === text) return before;
    const reading = readWallClock(text, office.timeZone);
    return reading.ok ? reading.at.toISOString() : undefined;
  };
  return { startsAt: read(draft.starts, row?.startsAt), endsAt: read(draft.ends, row?.endsAt) };
}

export function ShiftsSection({ office }: { office: Office }) {
  const crew = useSignal<readonly { id: string; displayName: string }[]>([]);
  const units = useSignal<readonly { id: string; callSign: string }[]>([]);
  useEffect(() => {
    void office.ask('listUnitRecords').then((answer) => {
      if (answer.kind === 'ok') units.value = answer.value.records.filter(({ isRetired }) => !isRetired);
    });
  }, []);
  const load = async (): Promise<ListAnswer> => {
    const answer = await office.ask('listShifts');
    if (answer.kind === 'ok') {
      crew.value = answer.value.crew;
      office.learnNames(answer.value.crew);
    }
    return answer;
  };
  return (
    <RecordPage<ShiftRecordView, Draft>
      office={office}
      title={o('nav.admin/shifts')}
      hint={o('shift.hint', { zone: office.timeZone })}
      kind="shifts"
      load={load}
      labelOf={(row) => `${row.callSign ?? o('shift.noUnit')}, ${office.time(row.startsAt)}`}
      isDim={(row) => stateOf(row) === 'over'}
      columns={[
        { header: o('shift.unit'), of: ({ callSign }) => callSign ?? o('shift.noUnit'), class: 'mono' },
        { header: o('shift.starts'), of: ({ startsAt }) => office.time(startsAt), class: 'mono' },
        { header: o('shift.ends'), of: ({ endsAt }) => office.time(endsAt), class: 'mono' },
        { header: o('shift.crew'), of: ({ memberNames }) => memberNames.join(', ') || '–' },
        { header: o('shift.state'), of: (row) => o(`shift.${stateOf(row)}`) },
      ]}
      blank={() => nextShift(office)}
      draftOf={(row) => ({
        unitId: row.unitId ?? '',
        starts: office.time(row.startsAt),
        ends: office.time(row.endsAt),
        memberIds: row.memberIds,
      })}
      isReadOnly={(row) => (stateOf(row) === 'over' ? o('shift.overHint') : undefined)}
      form={({ draft, set, errors }) => (
        <>
          <SelectField
            label={o('shift.unit')}
            name="unitId"
            value={draft.unitId}
            error={errors['unitId']}
            choices={[
              { value: '', text: o('shift.noUnit') },
              ...units.value.map(({ id, callSign }) => ({ value: id, text: callSign })),
            ]}
            onValue={(unitId) => set({ unitId })}
          />
          <TextField
            label={o('shift.starts')}
            hint={o('shift.timeHint')}
            name="starts"
            isMono
            value={draft.starts}
            error={errors['starts'] ?? errors['startsAt']}
            onValue={(starts) => set({ starts })}
          />
          <TextField
            label={o('shift.ends')}
            name="ends"
            isMono
            value={draft.ends}
            error={errors['ends'] ?? errors['endsAt']}
            onValue={(ends) => set({ ends })}
          />
          <CheckList
            label={o('shift.crew')}
            name="memberIds"
            values={draft.memberIds}
            error={errors['memberIds']}
            hint={crew.value.length === 0 ? o('shift.noCrew') : undefined}
            choices={crew.value.map(({ id, displayName }) => ({ value: id, text: displayName }))}
            onValues={(memberIds) => set({ memberIds })}
          />
        </>
      )}
      save={async (draft, row) => {
        const { startsAt, endsAt } = readTimes(draft, row, office);
        if (startsAt === undefined) return { starts: o('shift.timeUnclear') };
        if (endsAt === undefined) return { ends: o('shift.timeUnclear') };
        const body = { startsAt, endsAt, memberIds: draft.memberIds, unitId: draft.unitId || null };
        return row
          ? office.send('changeShift', { shiftId: row.id }, { ...body, expectedVersion: row.version })
          : office.send('createShift', {}, { ...body, regionId: office.region.id });
      }}
      canRemove={(row) => stateOf(row) === 'planned'}
      remove={({ id, version }) => office.send('removeShift', { shiftId: id }, { expectedVersion: version })}
    />
  );
}
