import type { ShiftRecordView } from '#contracts';
import { readWallClock } from '#domain';
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Answer } from '../../api/http.ts';
import { CheckList, SelectField, TextField } from '../fields.tsx';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import { RecordPage } from '../records/record-page.tsx';
import type { Column, Errors, FormProps } from '../records/record-types.ts';

interface Draft {
  readonly unitId: string;
  readonly starts: string;
  readonly ends: string;
  readonly memberIds: string[];
}

type Crew = readonly { readonly id: string; readonly displayName: string }[];
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

/** Units that a crew can be put on. */
function useUnits(office: Office): Signal<readonly { id: string; callSign: string }[]> {
  const units = useSignal<readonly { id: string; callSign: string }[]>([]);
  useEffect(() => {
    void office.ask('listUnitRecords').then((answer) => {
      if (answer.kind === 'ok') units.value = answer.value.records.filter(({ isRetired }) => !isRetired);
    });
  }, []);
  return units;
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

function CrewAndTimes({ draft, set, errors, crew }: FormProps<ShiftRecordView, Draft> & { crew: Crew }) {
  return (
    <>
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
        hint={crew.length === 0 ? o('shift.noCrew') : undefined}
        choices={crew.map(({ id, displayName }) => ({ value: id, text: displayName }))}
        onValues={(memberIds) => set({ memberIds })}
      />
    </>
  );
}

async function saveShift(
  office: Office,
  draft: Draft,
  row: ShiftRecordView | undefined,
): Promise<Errors | Answer<unknown>> {
  const { startsAt, endsAt } = readTimes(draft, row, office);
  if (startsAt === undefined) return { starts: o('shift.timeUnclear') };
  if (endsAt === undefined) return { ends: o('shift.timeUnclear') };
  const body = { startsAt, endsAt, memberIds: draft.memberIds, unitId: draft.unitId || null };
  return row
    ? office.send('changeShift', { shiftId: row.id }, { ...body, expectedVersion: row.version })
    : office.send('createShift', {}, { ...body, regionId: office.region.id });
}

const columns = (office: Office): Column<ShiftRecordView>[] => [
  { header: o('shift.unit'), of: ({ callSign }) => callSign ?? o('shift.noUnit'), class: 'mono' },
  { header: o('shift.starts'), of: ({ startsAt }) => office.time(startsAt), class: 'mono' },
  { header: o('shift.ends'), of: ({ endsAt }) => office.time(endsAt), class: 'mono' },
  { header: o('shift.crew'), of: ({ memberNames }) => memberNames.join(', ') || '–' },
  { header: o('shift.state'), of: (row) => o(`shift.${stateOf(row)}`) },
];

const draftOf = (row: ShiftRecordView, office: Office): Draft => ({
  unitId: row.unitId ?? '',
  starts: office.time(row.startsAt),
  ends: office.time(row.endsAt),
  memberIds: row.memberIds,
});

/** Who is on duty from when to when, and with which unit. */
export function ShiftsSection({ office }: { office: Office }) {
  const crew = useSignal<Crew>([]);
  const units = useUnits(office);
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
      columns={columns(office)}
      blank={() => nextShift(office)}
      draftOf={(row) => draftOf(row, office)}
      isReadOnly={(row) => (stateOf(row) === 'over' ? o('shift.overHint') : undefined)}
      form={(props) => (
        <>
          <SelectField
            label={o('shift.unit')}
            name="unitId"
            value={props.draft.unitId}
            error={props.errors['unitId']}
            choices={[
              { value: '', text: o('shift.noUnit') },
              ...units.value.map(({ id, callSign }) => ({ value: id, text: callSign })),
            ]}
            onValue={(unitId) => props.set({ unitId })}
          />
          <CrewAndTimes {...props} crew={crew.value} />
        </>
      )}
      save={(draft, row) => saveShift(office, draft, row)}
      canRemove={(row) => stateOf(row) === 'planned'}
      remove={({ id, version }) => office.send('removeShift', { shiftId: id }, { expectedVersion: version })}
    />
  );
}
