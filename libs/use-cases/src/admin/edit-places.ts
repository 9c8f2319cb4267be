import { ADMINS, type FacilityFields, type PostFields, type StationFields } from '#contracts';
import { accept, refuse, type Refusal } from '../outcome.ts';
import type { CommandStore } from '../ports.ts';
import type { RecordEditor } from './record-commands.ts';
import type { RecordStore } from './record-store.ts';

interface Named {
  readonly name: string;
}

type Kept<Fields> = (store: CommandStore) => RecordStore<Fields>;

async function checkName<Fields extends Named>(
  records: RecordStore<Fields>,
  regionId: string,
  id: string | undefined,
  { name }: Fields,
): Promise<Refusal | undefined> {
  const namesake = await records.findIdNamed(regionId, name);
  return namesake !== undefined && namesake !== id ? refuse('nameTaken', { name }) : undefined;
}

/** What places with a name have in common: the name is one place's alone in its region. */
const placeEditor = <Fields extends Named>(
  kept: Kept<Fields>,
): Pick<RecordEditor<Fields>, 'editors' | 'findIdOf' | 'create' | 'change' | 'remove'> => ({
  editors: ADMINS,
  findIdOf: (store, regionId, { name }) => kept(store).findIdNamed(regionId, name),
  create: async ({ store, newId, now }, regionId, fields) => {
    const taken = await checkName(kept(store), regionId, undefined, fields);
    return taken ?? accept(await kept(store).insert(newId(), regionId, fields, now));
  },
  change: async ({ store, now }, { id, regionId }, fields) => {
    const taken = await checkName(kept(store), regionId, id, fields);
    return taken ?? accept(await kept(store).update(id, fields, now));
  },
  remove: async ({ store, now }, { id }) => accept(await kept(store).remove(id, now)),
});

const stations = placeEditor<StationFields>((store) => store.stationRecords);
const posts = placeEditor<PostFields>((store) => store.postRecords);
const facilities = placeEditor<FacilityFields>((store) => store.facilityRecords);

/** Stations stay while a unit starts from them. */
export const STATION_EDITOR: RecordEditor<StationFields> = {
  ...stations,
  subject: 'station',
  find: (store, id) => store.stationRecords.find(id),
  remove: async (context, record) => {
    const units = await context.store.stationRecords.countUnits(record.id);
    return units > 0 ? refuse('stationInUse', { units }) : stations.remove!(context, record);
  },
  payload: ({ coordinates }) => ({ coordinates }),
};

export const POST_EDITOR: RecordEditor<PostFields> = {
  ...posts,
  subject: 'post',
  find: (store, id) => store.postRecords.find(id),
  payload: ({ coordinates, places }) => ({ coordinates, places }),
};

/** Facilities from the map are the map's: the next import would bring them back as they were. */
export const FACILITY_EDITOR: RecordEditor<FacilityFields> = {
  ...facilities,
  subject: 'facility',
  find: (store, id) => store.facilityRecords.find(id),
  change: async (context, record, fields) => {
    const kept = await context.store.facilityRecords.find(record.id);
    return kept?.isFromMap ? refuse('facilityFromMap') : facilities.change(context, record, fields);
  },
  remove: async (context, record) => {
    const kept = await context.store.facilityRecords.find(record.id);
    return kept?.isFromMap ? refuse('facilityFromMap') : facilities.remove!(context, record);
  },
  payload: ({ kind, hasEmergency, coordinates }) => ({ kind, hasEmergency, coordinates }),
};
