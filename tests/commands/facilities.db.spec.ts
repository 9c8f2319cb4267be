import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { facilityProfileBody, type FacilityStatusBody, facilityStatusBody } from '#contracts';
import type { Role } from '#domain';
import { findFacilityDetail, listFacilityViews, verifyJournal } from '#persistence';
import { RegionFixture, type TestUser } from '#testing';
import { type Actor, setFacilityProfile, setFacilityStatus, setPublicHolidays } from '#use-cases';
import { type CommandFixture, createCommandFixture, newCommandId } from './command-fixture.ts';

const CANARY = 'Canary Birdsong';

let fixture: CommandFixture;
let neighbour: RegionFixture;
let dispatcher: Actor;
let supervisor: Actor;
let ownLogin: Actor;
let otherLogin: Actor;
let analyst: Actor;

beforeAll(async () => {
  fixture = await createCommandFixture();
  neighbour = await RegionFixture.create(fixture.database.ownerUrl, 'neighbourland');
  const actor = async (role: Role): Promise<Actor> =>
    fixture.actor(await fixture.region.addUser(`The ${role}`, role), role);
  dispatcher = await actor('dispatcher');
  supervisor = await actor('supervisor');
  ownLogin = await actor('facility');
  otherLogin = await actor('facility');
  analyst = await actor('analyst');
});

afterAll(async () => {
  await neighbour.close();
  await fixture.close();
});

let count = 0;
async function addFacility(member?: Pick<TestUser, 'id'>): Promise<string> {
  count += 1;
  const id = await fixture.region.addFacility(`Hospital ${count}`, [-56.18, -34.9]);
  await fixture.region.query('update facility set has_emergency = true where id = $1', [id]);
  if (member) {
    await fixture.region.query('insert into facility_member values ($1, $2)', [member.id, id]);
  }
  return id;
}

const statusBody = (more: object = {}): FacilityStatusBody =>
  facilityStatusBody.parse({ commandId: newCommandId(), loadPercent: 80, ...more });
const setStatus = (actor: Actor, facilityId: string, more: object = {}) =>
  setFacilityStatus(fixture.ports, actor, facilityId, statusBody(more));
const profileBody = (more: object = {}) =>
  facilityProfileBody.parse({
    commandId: newCommandId(),
    level: 'hospital',
    services: [{ service: 'emergency24h' }, { service: 'stroke' }],
    ...more,
  });
const setProfile = (actor: Actor, facilityId: string, more: object = {}) =>
  setFacilityProfile(fixture.ports, actor, facilityId, profileBody(more));
const view = async (facilityId: string, at = new Date()) =>
  (await listFacilityViews(fixture.pool, { ids: [facilityId] }, at))[0]!;
const statusesOf = async (facilityId: string): Promise<number> =>
  (await fixture.region.query('select 1 from facility_status where facility_id = $1', [facilityId]))
    .rowCount!;

describe('the status of a facility', () => {
  it('is set by its own login and by the control room, each time as a new version', async () => {
    const facilityId = await addFacility(ownLogin);
    expect((await view(facilityId)).status).toBeNull();
    const diversions = [{ service: 'emergency24h', state: 'divertAmbulances', reason: CANARY }];
    expect(
      await setStatus(ownLogin, facilityId, { waitMinutes: { 3: 90 }, freeBeds: 0, diversions }),
    ).toMatchObject({
      ok: true,
      value: { facilityId, version: 1 },
    });
    const { status } = await view(facilityId);
    expect(status).toMatchObject({
      version: 1,
      setBy: 'The facility',
      loadPercent: 80,
      waitMinutes: { 3: 90 },
      freeBeds: 0,
      diversions: [
        { service: 'emergency24h', state: 'divertAmbulances', reason: CANARY, until: status!.until },
      ],
    });
    expect(Date.parse(status!.until) - Date.parse(status!.at)).toBe(4 * 3_600_000);
    expect(await setStatus(dispatcher, facilityId, { loadPercent: 10 })).toMatchObject({
      value: { version: 2 },
    });
    expect((await view(facilityId)).status).toMatchObject({
      setBy: 'The dispatcher',
      loadPercent: 10,
      diversions: [],
    });
  });

  it('is journalled without what people wrote, and its answer is kept without it', async () => {
    const facilityId = await addFacility(ownLogin);
    const body = statusBody({ diversions: [{ service: null, state: 'busy', reason: CANARY }] });
    const first = await setFacilityStatus(fixture.ports, ownLogin, facilityId, body);
    expect(await setFacilityStatus(fixture.ports, ownLogin, facilityId, body)).toEqual(first);
    expect(await statusesOf(facilityId)).toBe(1);
    const { rows } = await fixture.region.query<{ kind: string; payload: string }>(
      'select kind, payload from journal where subject_id = $1',
      [facilityId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.kind).toBe('facilityStatusChanged');
    expect(JSON.parse(rows[0]!.payload)).toMatchObject({
      version: 1,
      loadPercent: 80,
      diversions: [{ service: null, state: 'busy' }],
    });
    const kept = await fixture.region.query(
      'select 1 from journal where payload like $1 union all select 1 from command_log where result::text like $1',
      [`%${CANARY}%`],
    );
    expect(kept.rowCount).toBe(0);
    expect(await verifyJournal(fixture.pool, 'testland')).toMatchObject({ ok: true });
  });

  it('is no longer believed after its end', async () => {
    const facilityId = await addFacility();
    const until = new Date(Date.now() + 60_000).toISOString();
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const diversions = [{ service: null, state: 'busy', until: later }];
    expect(await setStatus(dispatcher, facilityId, { until, diversions })).toMatchObject({ ok: true });
    expect((await view(facilityId)).status).toMatchObject({ loadPercent: 80 });
    const inTwoMinutes = new Date(Date.now() + 120_000);
    expect((await view(facilityId, inTwoMinutes)).status).toMatchObject({
      loadPercent: null,
      diversions: [{ state: 'busy' }],
    });
    expect((await view(facilityId, new Date(Date.now() + 7_200_000))).status).toBeNull();
  });

  it.each([
    ['an end that has passed', { until: '2020-01-01T00:00:00Z' }, 'untilPast'],
    ['an end next century', { until: '2199-01-01T00:00:00Z' }, 'untilTooFar'],
    [
      'a service it does not offer',
      { diversions: [{ service: 'burns', state: 'closed' }] },
      'serviceNotOffered',
    ],
    ['a version it was not based on', { expectedVersion: 7 }, 'versionOutdated'],
  ])('is refused with %s, and nothing changes', async (_what, more, reason) => {
    const facilityId = await addFacility(ownLogin);
    expect(await setStatus(ownLogin, facilityId, more)).toMatchObject({ ok: false, reason });
    expect(await statusesOf(facilityId)).toBe(0);
    expect((await view(facilityId)).status).toBeNull();
  });

  it('is nobody else’s to set', async () => {
    const facilityId = await addFacility(ownLogin);
    expect(await setStatus(otherLogin, facilityId)).toMatchObject({ ok: false, reason: 'notFound' });
    expect(await setStatus(analyst, facilityId)).toMatchObject({ ok: false, reason: 'forbidden' });
    const foreign = await neighbour.addFacility('Abroad', [-56, -34.5]);
    expect(await setStatus(dispatcher, foreign)).toMatchObject({ ok: false, reason: 'notFound' });
    expect(await setStatus(dispatcher, newCommandId())).toMatchObject({ ok: false, reason: 'notFound' });
    // A member whose role was taken away, and a role without membership.
    const former = fixture.actor({ id: ownLogin.id, displayName: 'x' }, 'analyst');
    expect(await setStatus(former, facilityId)).toMatchObject({ ok: false, reason: 'forbidden' });
    expect(await statusesOf(facilityId)).toBe(0);
  });

  it('has one winner when ten set it from the same version at once', async () => {
    const facilityId = await addFacility(ownLogin);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        setStatus(index % 2 ? ownLogin : dispatcher, facilityId, { expectedVersion: 0, loadPercent: index }),
      ),
    );
    expect(answers.filter((one) => one.ok)).toHaveLength(1);
    expect(new Set(answers.map((one) => (one.ok ? 'ok' : one.reason)))).toEqual(
      new Set(['ok', 'versionOutdated']),
    );
    expect((await view(facilityId)).status).toMatchObject({
      version: 1,
      loadPercent: answers.findIndex((one) => one.ok),
    });
  });

  it('numbers versions without gaps when ten set it without saying what they saw', async () => {
    const facilityId = await addFacility();
    const answers = await Promise.all(Array.from({ length: 10 }, () => setStatus(dispatcher, facilityId)));
    const versions = answers.map((one) => (one.ok ? one.value.version : 0)).sort((a, b) => a - b);
    expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('cannot be changed or removed in the database afterwards', async () => {
    const facilityId = await addFacility();
    await setStatus(dispatcher, facilityId);
    await expect(fixture.pool.query('delete from facility_status')).rejects.toThrow(/permission denied/);
    await expect(fixture.region.query('update facility_status set load_percent = 0')).rejects.toThrow(
      /never changed/,
    );
  });
});

describe('what a facility offers', () => {
  it('is derived from the map until somebody says it', async () => {
    const facilityId = await addFacility();
    expect(await view(facilityId)).toMatchObject({
      profileVersion: 0,
      level: 'hospital',
      services: ['emergency24h', 'imaging', 'minorInjuries'],
      isOpen: true,
    });
    const hours = { text: 'Mo-Fr 08:00-18:00; PH off' };
    const services = [{ service: 'stroke', hours: { text: 'Mo-Fr 08:00-16:00' } }, { service: 'imaging' }];
    expect(await setProfile(supervisor, facilityId, { hours, services, capacity: 300 })).toMatchObject({
      ok: true,
      value: { facilityId, version: 1 },
    });
    expect(await findFacilityDetail(fixture.pool, facilityId, new Date())).toMatchObject({
      profileVersion: 1,
      services: ['stroke', 'imaging'],
      capacity: 300,
      hoursAreAssumed: false,
      hours: { publicHolidays: [] },
      serviceHours: [{ service: 'stroke' }],
    });
  });

  it('goes by the region’s wall clock, holidays and single days', async () => {
    const facilityId = await addFacility();
    const interval = { startMinutes: 480, endMinutes: 1080 };
    const hours = {
      weekly: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, ...interval })),
      publicHolidays: [],
      exceptions: [{ date: '2026-08-26', intervals: [interval] }],
    };
    await setProfile(supervisor, facilityId, { hours });
    const isOpen = async (instant: string) => (await view(facilityId, new Date(instant))).isOpen;
    // Montevideo is three hours behind UTC: Tuesday 25 August is Independence Day there.
    expect(await isOpen('2026-08-25T12:00:00Z')).toBe(true);
    const days = { commandId: newCommandId(), year: 2026, dates: ['2026-08-25', '2026-08-26', '2026-08-25'] };
    expect(await setPublicHolidays(fixture.ports, supervisor, days)).toMatchObject({
      value: { dates: ['2026-08-25', '2026-08-26'] },
    });
    expect(await isOpen('2026-08-25T12:00:00Z')).toBe(false);
    expect(await isOpen('2026-08-26T12:00:00Z')).toBe(true);
    expect(await isOpen('2026-08-27T10:59:00Z')).toBe(false);
    expect(await isOpen('2026-08-27T11:00:00Z')).toBe(true);
    const none = { commandId: newCommandId(), year: 2026, dates: [] };
    expect(await setPublicHolidays(fixture.ports, supervisor, none)).toMatchObject({ value: { dates: [] } });
    expect(await isOpen('2026-08-25T12:00:00Z')).toBe(true);
  });

  it('is refused when it cannot be read, and nothing changes', async () => {
    const facilityId = await addFacility();
    expect(
      await setProfile(supervisor, facilityId, { hours: { text: 'Mo-Fr by appointment' } }),
    ).toMatchObject({
      ok: false,
      reason: 'openingHoursUnclear',
      details: { field: 'hours' },
    });
    const services = [{ service: 'stroke', hours: { text: 'always' } }];
    expect(await setProfile(supervisor, facilityId, { services })).toMatchObject({
      reason: 'openingHoursUnclear',
      details: { field: 'services[0].hours' },
    });
    expect(await setProfile(supervisor, facilityId, { expectedVersion: 3 })).toMatchObject({
      reason: 'versionOutdated',
    });
    expect(await setProfile(dispatcher, facilityId)).toMatchObject({ reason: 'forbidden' });
    expect(await setProfile(ownLogin, facilityId)).toMatchObject({ reason: 'forbidden' });
    expect((await view(facilityId)).profileVersion).toBe(0);
  });

  it.each([
    ['a service twice', { services: [{ service: 'stroke' }, { service: 'stroke' }] }],
    ['an end before the start', { hours: { weekly: [{ weekday: 0, startMinutes: 600, endMinutes: 500 }] } }],
    ['a day of 30 hours', { hours: { weekly: [{ weekday: 0, startMinutes: 0, endMinutes: 1800 }] } }],
    ['an eighth weekday', { hours: { weekly: [{ weekday: 7, startMinutes: 0, endMinutes: 60 }] } }],
    ['30 February', { hours: { weekly: [], exceptions: [{ date: '2026-02-30', intervals: [] }] } }],
    [
      'a date twice',
      {
        hours: {
          weekly: [],
          exceptions: [
            { date: '2026-02-03', intervals: [] },
            { date: '2026-02-03', intervals: [] },
          ],
        },
      },
    ],
    ['a level nobody has', { level: 'spa' }],
    ['a negative capacity', { capacity: -1 }],
  ])('is not even read with %s', (_what, more) => {
    expect(() => profileBody(more)).toThrow();
  });

  it('refuses a holiday of another year, and editors other than supervisors', async () => {
    const days = { commandId: newCommandId(), year: 2026, dates: ['2027-01-01'] };
    expect(await setPublicHolidays(fixture.ports, supervisor, days)).toMatchObject({
      reason: 'holidayOfOtherYear',
    });
    const own = { commandId: newCommandId(), regionId: 'testland', year: 2026, dates: [] };
    expect(await setPublicHolidays(fixture.ports, dispatcher, own)).toMatchObject({ reason: 'forbidden' });
    const abroad = { commandId: newCommandId(), regionId: 'neighbourland', year: 2026, dates: [] };
    expect(await setPublicHolidays(fixture.ports, supervisor, abroad)).toMatchObject({ reason: 'notFound' });
  });
});
