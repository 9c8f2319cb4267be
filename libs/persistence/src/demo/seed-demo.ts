import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { groupStations, nameApart, type Role } from '#domain';
import { v7 as uuidv7 } from 'uuid';
import { createFacilityCommandStore, listFacilityViews } from '../facilities.ts';
import { createSectorStore } from '../sectors.ts';
import { getRow, inTransaction, type Pool, type Queryable } from '../pool.ts';
import bindCrewSql from '../sql/demo/bind-crew.sql';
import bindVehicleSql from '../sql/demo/bind-vehicle.sql';
import copyStationsSql from '../sql/demo/copy-stations.sql';
import insertFacilityMemberSql from '../sql/demo/insert-facility-member.sql';
import insertRoleSql from '../sql/demo/insert-role.sql';
import listRegionsOfMapSql from '../sql/demo/list-regions-of-map.sql';
import listStationIdsSql from '../sql/demo/list-station-ids.sql';
import insertEnrolmentSql from '../sql/demo/insert-enrolment.sql';
import setPhoneSql from '../sql/demo/set-phone.sql';
import setPinSql from '../sql/tablet/set-pin.sql';
import upsertDeviceSql from '../sql/demo/upsert-device.sql';
import upsertUnitSql from '../sql/demo/upsert-unit.sql';
import upsertUserSql from '../sql/demo/upsert-user.sql';
import upsertVehicleSql from '../sql/demo/upsert-vehicle.sql';
import { hashEnrolmentCode, makeEnrolmentCode } from '../tablet/enrolment-code.ts';
import { planDemoFacilities } from './demo-facilities.ts';
import { planDemoFleet, type DemoUnit } from './demo-fleet.ts';

export interface DemoLogin {
  readonly role: Role;
  readonly email: string;
  readonly password: string;
}

export interface DemoRegion {
  readonly regionId: string;
  readonly isTraining: boolean;
  readonly logins: readonly DemoLogin[];
  readonly crews: readonly { unitId: string; callSign: string; email: string; password: string }[];
  readonly devices: readonly { externalId: string; key: string; unitId: string }[];
  /** To try a tablet with: a code that enrols one for the first unit's vehicle, and the PIN of every crew. */
  readonly tablet: { readonly code: string; readonly callSign: string; readonly pin: string };
}

const STAFF: readonly { readonly role: Role; readonly name: string }[] = [
  { role: 'dispatcher', name: 'A. Petrova' },
  { role: 'dispatcher', name: 'J. Novák' },
  { role: 'supervisor', name: 'K. Lindqvist' },
  { role: 'fleetManager', name: 'M. Dimitrov' },
  { role: 'analyst', name: 'E. Svobodová' },
  { role: 'admin', name: 'S. Berg' },
];
const UNITS_OF_REGION = 40;
const UNITS_OF_TRAINING = 8;
/** Of those that the Swedish authority (PTS) sets aside for fiction: nobody is called by it. */
const CONTROL_ROOM_PHONE = '+46 8 465 004 12';
const ENROLMENT_MILLISECONDS = 7 * 86_400_000;

interface Secret {
  readonly password: string;
  readonly passwordHash: string;
  readonly pin: string;
  readonly pinHash: string;
}

/**
 * Seeds demo accounts, units, vehicles, crews, trackers and what hospitals offer for a region and the training regions on its map. Running
 * it again gives new passwords and changes nothing else.
 * @throws Error when the region has no station to put units at
 */
export async function seedDemo(pool: Pool, regionId: string): Promise<DemoRegion[]> {
  const password = randomBytes(9).toString('base64url');
  const pin = String(randomInt(1000, 10_000));
  const secret: Secret = { password, passwordHash: await hash(password), pin, pinHash: await hash(pin) };
  return inTransaction(pool, async (db) => {
    const regions = (await db.query<{ id: string; isTraining: boolean }>(listRegionsOfMapSql, [regionId]))
      .rows;
    if (regions.length === 0) throw new Error(`there is no region "${regionId}": import it first`);
    const wanted = regions.filter(({ id, isTraining }) => id === regionId || isTraining);
    const seeded: DemoRegion[] = [];
    for (const region of wanted) seeded.push(await seedRegion(db, region, regionId, secret));
    return seeded;
  });
}

async function seedRegion(
  db: Queryable,
  region: { id: string; isTraining: boolean },
  mainRegionId: string,
  secret: Secret,
): Promise<DemoRegion> {
  if (region.isTraining) await db.query(copyStationsSql, [mainRegionId, region.id]);
  const stations = (await db.query<{ id: string }>(listStationIdsSql, [region.id])).rows;
  if (stations.length === 0)
    throw new Error(`region "${region.id}" has no station: give some with --stations FILE.csv`);
  const logins = await seedStaff(db, region.id, mainRegionId, secret);
  logins.push(...(await seedFacilities(db, region.id, mainRegionId, secret)));
  await seedSectors(db, region.id);
  await db.query(setPhoneSql, [region.id, CONTROL_ROOM_PHONE]);
  const prefix = region.isTraining ? 'T' : 'M';
  const fleet = planDemoFleet(prefix, region.isTraining ? UNITS_OF_TRAINING : UNITS_OF_REGION);
  const crews: DemoRegion['crews'][number][] = [];
  const devices: DemoRegion['devices'][number][] = [];
  for (const [index, unit] of fleet.entries()) {
    const stationId = stations[index % stations.length]!.id;
    const seeded = await seedUnit(db, region.id, unit, stationId, secret);
    crews.push(seeded.crew);
    devices.push(seeded.device);
  }
  const tablet = await seedEnrolment(db, region.id, crews[0]!, secret);
  return { regionId: region.id, isTraining: region.isTraining, logins, crews, devices, tablet };
}

/** A code as an administrator makes one, for longer: whoever looks at a demonstration takes their time. */
async function seedEnrolment(
  db: Queryable,
  regionId: string,
  { unitId, callSign }: DemoRegion['crews'][number],
  { pin }: Secret,
): Promise<DemoRegion['tablet']> {
  const code = makeEnrolmentCode();
  const now = new Date();
  const until = new Date(now.getTime() + ENROLMENT_MILLISECONDS);
  await db.query(insertEnrolmentSql, [hashEnrolmentCode(code), regionId, unitId, callSign, now, until]);
  return { code, callSign, pin };
}

/** The region among groups of neighbouring stations, unless somebody has divided it already. */
async function seedSectors(db: Queryable, regionId: string): Promise<void> {
  const store = createSectorStore(db);
  await store.lockSectors(regionId);
  if ((await store.countSectors(regionId)) > 0) return;
  const groups = groupStations(await store.listPlacedStations(regionId)).map((group) =>
    group.map(({ stationId }) => stationId),
  );
  const names = nameApart(await store.listGroupNames(regionId, groups));
  await store.insertDefaultSectors(regionId, groups, {
    ids: groups.map(() => uuidv7()),
    names,
    at: new Date(),
  });
}

/** The same people work in the region and train on its training regions. */
async function seedStaff(
  db: Queryable,
  regionId: string,
  mainRegionId: string,
  secret: Secret,
): Promise<DemoLogin[]> {
  const logins: DemoLogin[] = [];
  for (const [index, { role, name }] of STAFF.entries()) {
    const isSecond = STAFF.findIndex((other) => other.role === role) < index;
    const email = `${role.toLowerCase()}${isSecond ? '2' : ''}@${mainRegionId}.demo`;
    const user = await upsertUser(db, email, name, secret);
    await db.query(insertRoleSql, [user, regionId, role]);
    logins.push({ role, email, password: secret.password });
  }
  return logins;
}

/** What hospitals offer, where nobody has said yet, and the login of the main one. */
async function seedFacilities(
  db: Queryable,
  regionId: string,
  mainRegionId: string,
  secret: Secret,
): Promise<DemoLogin[]> {
  const now = new Date();
  const facilities = await listFacilityViews(db, { regionId }, now);
  const plan = planDemoFacilities(facilities);
  if (!plan) return [];
  const email = `facility@${mainRegionId}.demo`;
  const user = await upsertUser(db, email, 'R. Castro', secret);
  await db.query(insertRoleSql, [user, regionId, 'facility']);
  await db.query(insertFacilityMemberSql, [user, plan.mainId]);
  const { insertFacilityProfile } = createFacilityCommandStore(db);
  for (const { facilityId, services } of plan.profiles) {
    if (facilities.some(({ id, profileVersion }) => id === facilityId && profileVersion > 0)) continue;
    const offers = services.map((service) => ({ service, hours: null }));
    const rest = { level: 'hospital' as const, hours: null, capacity: null, at: now, by: user };
    await insertFacilityProfile({ facilityId, version: 1, services: offers, ...rest });
  }
  return [{ role: 'facility', email, password: secret.password }];
}

async function upsertUser(
  db: Queryable,
  email: string,
  name: string,
  { passwordHash }: Secret,
): Promise<string> {
  return (await getRow<{ id: string }>(db, upsertUserSql, [uuidv7(), email, name, passwordHash])).id;
}

async function seedUnit(
  db: Queryable,
  regionId: string,
  plan: DemoUnit,
  stationId: string,
  secret: Secret,
): Promise<{ crew: DemoRegion['crews'][number]; device: DemoRegion['devices'][number] }> {
  const { callSign, plate, en1789Class, capabilities } = plan;
  const unitValues = [uuidv7(), regionId, callSign, capabilities, stationId];
  const unit = await getRow<{ id: string }>(db, upsertUnitSql, unitValues);
  const vehicleValues = [uuidv7(), regionId, plate, en1789Class, capabilities];
  const vehicle = await getRow<{ id: string }>(db, upsertVehicleSql, vehicleValues);
  await db.query(bindVehicleSql, [unit.id, vehicle.id]);
  const email = `${callSign.toLowerCase()}@${regionId}.demo`;
  const crewUserId = await upsertUser(db, email, `Crew ${callSign}`, secret);
  await db.query(insertRoleSql, [crewUserId, regionId, 'crew']);
  await db.query(setPinSql, [crewUserId, secret.pinHash, new Date(), crewUserId]);
  await db.query(bindCrewSql, [unit.id, crewUserId, uuidv7(), regionId]);
  const key = randomBytes(12).toString('base64url');
  const externalId = `${regionId}-${callSign.toLowerCase()}`;
  const keyHash = createHash('sha256').update(key).digest();
  await db.query(upsertDeviceSql, [uuidv7(), regionId, vehicle.id, externalId, keyHash]);
  return {
    crew: { unitId: unit.id, callSign, email, password: secret.password },
    device: { externalId, key, unitId: unit.id },
  };
}
