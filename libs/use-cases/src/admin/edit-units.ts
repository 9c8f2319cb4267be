import { ADMINS, type UnitFields } from '#contracts';
import type { CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { KeptRecord } from './record-store.ts';
import type { RecordEditor } from './record-commands.ts';

async function checkUnit(
  { store }: CommandContext,
  regionId: string,
  unitId: string | undefined,
  { callSign, stationId }: UnitFields,
): Promise<Refusal | undefined> {
  const namesake = await store.unitRecords.findIdNamed(regionId, callSign);
  if (namesake !== undefined && namesake !== unitId) return refuse('callSignTaken', { callSign });
  const isKnown = stationId === null || (await store.unitRecords.isStationOf(stationId, regionId));
  return isKnown ? undefined : refuse('stationUnknown');
}

/** A retired unit gives its vehicle back. */
const plateOf = ({ vehiclePlate, isRetired }: UnitFields): string | null => (isRetired ? null : vehiclePlate);

async function bindVehicle(
  { store, newId, now }: CommandContext,
  { id, regionId }: { readonly id: string; readonly regionId: string },
  plate: string | null,
): Promise<Outcome<void>> {
  if (plate === null) return accept(await store.unitRecords.bindVehicle(id, undefined, now));
  const vehicleId = await store.unitRecords.takeVehicle(newId(), regionId, plate);
  const holder = await store.unitRecords.findUnitWithVehicle(vehicleId);
  if (holder && holder.id !== id) return refuse('vehicleTaken', { callSign: holder.callSign, plate });
  return accept(await store.unitRecords.bindVehicle(id, vehicleId, now));
}

async function changeUnit(
  context: CommandContext,
  record: KeptRecord<UnitFields>,
  fields: UnitFields,
): Promise<Outcome<void>> {
  const { store, now } = context;
  const wrong = await checkUnit(context, record.regionId, record.id, fields);
  if (wrong) return wrong;
  if (fields.isRetired && !record.fields.isRetired) {
    const active = await store.findActiveAssignmentOfUnit(record.id);
    const open = active ? [] : await store.listOpenAssignmentsOfUnit(record.id);
    if (active) return refuse('unitHasAssignment', { incidentNumber: active.incidentNumber });
    if (open.length > 0) return refuse('unitHasAssignment');
  }
  await store.unitRecords.update(record.id, fields, now);
  const plate = plateOf(fields);
  return plate === record.fields.vehiclePlate ? accept(undefined) : bindVehicle(context, record, plate);
}

/** Units: a call sign is one unit's alone in its region, and a unit at work is not retired. */
export const UNIT_EDITOR: RecordEditor<UnitFields> = {
  subject: 'unit',
  editors: ADMINS,
  find: (store, id) => store.unitRecords.find(id),
  findIdOf: (store, regionId, { callSign }) => store.unitRecords.findIdNamed(regionId, callSign),
  create: async (context, regionId, fields) => {
    const wrong = await checkUnit(context, regionId, undefined, fields);
    if (wrong) return wrong;
    const id = context.newId();
    const inserted = await context.store.unitRecords.insert(id, regionId, fields, context.now);
    const plate = plateOf(fields);
    const bound = plate === null ? accept(undefined) : await bindVehicle(context, { id, regionId }, plate);
    return bound.ok ? accept(inserted) : bound;
  },
  change: changeUnit,
  payload: ({ callSign, capabilities, stationId, vehiclePlate, isRetired }) => ({
    callSign,
    capabilities,
    stationId,
    vehiclePlate,
    isRetired,
  }),
};
