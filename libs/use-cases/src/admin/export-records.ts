import {
  type FacilityRecordView,
  IMPORT_COLUMNS,
  type ImportKind,
  type PostRecordView,
  type ShiftRecordView,
  type StationRecordView,
  type UnitRecordView,
  type UserRecordView,
} from '#contracts';
import { writeWallClock } from '#domain';

export interface ExportSources {
  listUnits(): Promise<readonly UnitRecordView[]>;
  listStations(): Promise<readonly StationRecordView[]>;
  listPosts(): Promise<readonly PostRecordView[]>;
  listFacilities(): Promise<readonly FacilityRecordView[]>;
  listUsers(): Promise<readonly UserRecordView[]>;
  listShifts(): Promise<readonly ShiftRecordView[]>;
  listCrew(): Promise<readonly { readonly id: string; readonly email: string }[]>;
  getTimeZone(): Promise<string>;
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');
const place = ([lon, lat]: readonly number[]): string[] => [String(lon), String(lat)];

async function rowsOf(kind: ImportKind, sources: ExportSources): Promise<string[][]> {
  switch (kind) {
    case 'units':
      return (await sources.listUnits()).map((unit) => [
        unit.callSign,
        unit.capabilities.join(' '),
        unit.stationName ?? '',
        unit.vehiclePlate ?? '',
        yesNo(unit.isRetired),
      ]);
    case 'stations':
      return (await sources.listStations()).map(({ name, coordinates }) => [name, ...place(coordinates)]);
    case 'posts':
      return (await sources.listPosts()).map((post) => [
        post.name,
        ...place(post.coordinates),
        String(post.places),
      ]);
    case 'facilities':
      // Those of the map come with the map and cannot be imported.
      return (await sources.listFacilities())
        .filter(({ isFromMap }) => !isFromMap)
        .map((one) => [one.name, one.kind, yesNo(one.hasEmergency), ...place(one.coordinates)]);
    case 'users':
      return userRows(sources);
    case 'shifts':
      return shiftRows(sources);
  }
}

async function userRows(sources: ExportSources): Promise<string[][]> {
  const nameOf = new Map((await sources.listFacilities()).map(({ id, name }) => [id, name]));
  return (await sources.listUsers()).map((user) => [
    user.email,
    user.displayName,
    user.language,
    user.roles.join(' '),
    user.facilityIds.map((id) => nameOf.get(id) ?? '').join('|'),
    yesNo(user.isDisabled),
  ]);
}

async function shiftRows(sources: ExportSources): Promise<string[][]> {
  const emailOf = new Map((await sources.listCrew()).map(({ id, email }) => [id, email]));
  const timeZone = await sources.getTimeZone();
  return (await sources.listShifts()).map((shift) => [
    shift.callSign ?? '',
    writeWallClock(new Date(shift.startsAt), timeZone),
    writeWallClock(new Date(shift.endsAt), timeZone),
    shift.memberIds.map((id) => emailOf.get(id) ?? '').join('|'),
  ]);
}

/** The records of a kind as rows of a file, header first, in the form in which they can be imported. */
export async function exportRows(kind: ImportKind, sources: ExportSources): Promise<string[][]> {
  const header = IMPORT_COLUMNS[kind].map((column) => column.replace('*', ''));
  return [header, ...(await rowsOf(kind, sources))];
}
