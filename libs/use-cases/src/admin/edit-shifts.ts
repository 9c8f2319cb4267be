import { SHIFT_EDITORS, type ShiftFields } from '#contracts';
import type { CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { RecordEditor } from './record-commands.ts';
import type { KeptRecord, Overlap } from './record-store.ts';

const LONGEST_MILLISECONDS = 48 * 3_600_000;
/** Who ends a shift now says the present minute, which has passed by the time it arrives. */
const END_NOW_MILLISECONDS = 10 * 60_000;

const whenOf = ({ startsAt, endsAt, shiftId }: Overlap) => ({
  shiftId,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
});

/** A long shift may stay as long as it is: a demonstration's crews are on for years. */
function checkTimes(
  { startsAt, endsAt }: ShiftFields,
  earliestEnd: number,
  longestMilliseconds = LONGEST_MILLISECONDS,
): Refusal | undefined {
  const start = Date.parse(startsAt);
  const end = Date.parse(endsAt);
  const isRight = end > start && end > earliestEnd && end - start <= longestMilliseconds;
  return isRight ? undefined : refuse('shiftTimesWrong');
}

/** The unit is one of the region's and in use, and the crew are people with that role. Those who were on it already may stay. */
async function checkParts(
  { store }: CommandContext,
  regionId: string,
  { unitId, memberIds }: ShiftFields,
  alreadyOn: readonly string[],
): Promise<Refusal | undefined> {
  const unit = unitId === null ? undefined : await store.unitRecords.find(unitId);
  if (unitId !== null && unit?.regionId !== regionId) return refuse('unitNotFound');
  if (unit?.fields.isRetired) return refuse('unitRetired', { callSign: unit.fields.callSign });
  const crew = new Set([...(await store.shiftRecords.listCrewIds(regionId)), ...alreadyOn]);
  const stranger = memberIds.find((id) => !crew.has(id));
  return stranger === undefined ? undefined : refuse('memberNotCrew', { memberId: stranger });
}

async function checkOverlaps(
  { store }: CommandContext,
  { startsAt, endsAt, unitId, memberIds }: ShiftFields,
  shiftId: string,
  unitFrom: Date,
): Promise<Refusal | undefined> {
  const until = new Date(endsAt);
  const onUnit =
    unitId !== null && unitFrom < until
      ? await store.shiftRecords.findUnitOverlap(unitId, shiftId, unitFrom, until)
      : undefined;
  if (onUnit) return refuse('unitOnOtherShift', { callSign: onUnit.callSign, ...whenOf(onUnit) });
  const start = new Date(startsAt);
  const onCrew = await store.shiftRecords.findMemberOverlap(memberIds, shiftId, start, until);
  return onCrew && refuse('memberOnOtherShift', { memberId: onCrew.memberId, ...whenOf(onCrew) });
}

const lengthOf = ({ startsAt, endsAt }: ShiftFields): number => Date.parse(endsAt) - Date.parse(startsAt);

const withoutRepeats = (fields: ShiftFields): ShiftFields => ({
  startsAt: new Date(fields.startsAt).toISOString(),
  endsAt: new Date(fields.endsAt).toISOString(),
  memberIds: [...new Set(fields.memberIds)].sort(),
  unitId: fields.unitId,
});

async function changeShift(
  context: CommandContext,
  record: KeptRecord<ShiftFields>,
  given: ShiftFields,
): Promise<Outcome<void>> {
  const { store, now } = context;
  const fields = withoutRepeats(given);
  const before = record.fields;
  if (new Date(before.endsAt) <= now) return refuse('shiftEnded');
  const hasBegun = new Date(before.startsAt) <= now;
  if (hasBegun && fields.startsAt !== before.startsAt) return refuse('shiftBegun');
  const earliestEnd = now.getTime() - (hasBegun ? END_NOW_MILLISECONDS : 0);
  const unitFrom = hasBegun ? now : new Date(fields.startsAt);
  const wrong =
    checkTimes(fields, earliestEnd, Math.max(lengthOf(before), LONGEST_MILLISECONDS)) ??
    (await checkParts(context, record.regionId, fields, before.memberIds)) ??
    (await checkOverlaps(context, fields, record.id, unitFrom));
  if (wrong) return wrong;
  await store.shiftRecords.update(record.id, fields, now);
  const isSamePlan =
    fields.unitId === before.unitId && fields.startsAt === before.startsAt && fields.endsAt === before.endsAt;
  if (!isSamePlan) await store.shiftRecords.replan(record.id, fields, now);
  return accept(undefined);
}

/** Shifts: neither a unit nor a person is on two of them at once, and what was stays. */
export const SHIFT_EDITOR: RecordEditor<ShiftFields> = {
  subject: 'shift',
  editors: SHIFT_EDITORS,
  find: (store, id) => store.shiftRecords.find(id),
  findIdOf: async (store, _regionId, { startsAt, unitId, memberIds }) => {
    const from = new Date(startsAt);
    const until = new Date(from.getTime() + 1000);
    const nobody = '00000000-0000-0000-0000-000000000000';
    const found =
      unitId === null
        ? await store.shiftRecords.findMemberOverlap(memberIds, nobody, from, until)
        : await store.shiftRecords.findUnitOverlap(unitId, nobody, from, until);
    return found?.startsAt.getTime() === from.getTime() ? found.shiftId : undefined;
  },
  create: async (context, regionId, given) => {
    const fields = withoutRepeats(given);
    const id = context.newId();
    const wrong =
      checkTimes(fields, context.now.getTime()) ??
      (await checkParts(context, regionId, fields, [])) ??
      (await checkOverlaps(context, fields, id, new Date(fields.startsAt)));
    return wrong ?? accept(await context.store.shiftRecords.insert(id, regionId, fields, context.now));
  },
  change: changeShift,
  remove: async ({ store, now }, { id, fields }) =>
    new Date(fields.startsAt) <= now
      ? refuse('shiftBegun')
      : accept(await store.shiftRecords.remove(id, now)),
  payload: ({ startsAt, endsAt, memberIds, unitId }) => ({ startsAt, endsAt, memberIds, unitId }),
};
