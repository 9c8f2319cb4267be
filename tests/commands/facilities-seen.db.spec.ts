import { beforeAll, describe, expect, it } from '@jest/globals';
import { facilityStatusBody } from '#contracts';
import { DESTINATION_RULES } from '#domain';
import { createFacilityStore, listFacilityViews } from '#persistence';
import { accept, adviseDestinations, setDestination, setFacilityStatus, setPublicHolidays } from '#use-cases';
import { valueOf } from './assignment-desk.ts';
import { newCommandId } from './command-fixture.ts';
import {
  assign,
  type Desk,
  east,
  fixture,
  journalOf,
  openIncident,
  school,
  south,
  useNeighbourDesks,
  west,
} from './neighbour-desks.ts';

useNeighbourDesks();

let hospitalOfEast: string;
let hospitalOfSchool: string;
let dayClinicOfEast: string;

beforeAll(async () => {
  hospitalOfEast = await east.region.addFacility('Hospital of the east', [-56.17, -34.9]);
  hospitalOfSchool = await school.region.addFacility('Pretended hospital', [-56.181, -34.9]);
  dayClinicOfEast = await east.region.addFacility('Day hospital of the east', [-56.175, -34.9]);
  await fixture.region.query('update facility set has_emergency = true where id = any ($1)', [
    [hospitalOfEast, hospitalOfSchool],
  ]);
});

/** With roads that lead straight everywhere: which facilities are asked about is what matters here. */
const advise = async (desk: Desk) => {
  const incidentId = await openIncident(desk);
  const ports = {
    ...createFacilityStore(fixture.pool),
    now: () => new Date(),
    findDestinationRulesInForce: async () => DESTINATION_RULES,
    findPosition: () => undefined,
    findTravelLegsFrom: async ({
      source,
      targets,
    }: {
      source: readonly number[];
      targets: readonly (readonly number[])[];
    }) =>
      accept(
        targets.map(([lon, lat]) => {
          const degrees = Math.hypot(lon! - source[0]!, lat! - source[1]!);
          return { travelSeconds: degrees * 6000, distanceMeters: degrees * 90_000 };
        }),
      ),
  };
  return valueOf(await adviseDestinations(ports, desk.dispatcher, { incidentId }));
};
const setStatus = (desk: Desk, facilityId: string, more: object) =>
  setFacilityStatus(
    fixture.ports,
    desk.dispatcher,
    facilityId,
    facilityStatusBody.parse({ commandId: newCommandId(), ...more }),
  );
const seenFrom = async ({ region }: Desk) =>
  (await listFacilityViews(fixture.pool, { seenFrom: region.regionId }, new Date()))
    .map(({ id }) => id)
    .sort();

describe('the facilities of neighbours', () => {
  it('are advised to a region that has none, with the name of theirs, and to theirs without it', async () => {
    for (const [desk, regionName] of [
      [west, 'east'],
      [south, 'east'],
      [east, null],
    ] as const) {
      const { advised, rejected } = await advise(desk);
      expect(advised.map((one) => [one.facilityId, one.regionName])).toEqual([[hospitalOfEast, regionName]]);
      expect(rejected).toMatchObject([{ facilityId: dayClinicOfEast, regionName }]);
    }
  });

  it('are seen by every region on the map, those of an exercise by the exercise alone', async () => {
    const real = [hospitalOfEast, dayClinicOfEast].sort();
    for (const desk of [west, east, south]) expect(await seenFrom(desk)).toEqual(real);
    expect(await seenFrom(school)).toEqual([...real, hospitalOfSchool].sort());
  });

  it('take patients of any region of the map, those of an exercise none of real life', async () => {
    const incidentId = await openIncident(west);
    const { id } = valueOf(await assign(west, incidentId, await west.region.addUnit('W1')));
    const send = (facilityId: string) =>
      setDestination(fixture.ports, west.dispatcher, id, { commandId: newCommandId(), facilityId });
    expect(await send(hospitalOfEast)).toMatchObject({
      ok: true,
      value: { destinationFacilityId: hospitalOfEast },
    });
    expect(await send(hospitalOfSchool)).toMatchObject({ ok: false, reason: 'facilityNotFound' });
  });

  it('are closed by their own region alone, and every other learns of it from its own journal', async () => {
    const diversions = [{ service: null, state: 'closed', reason: 'Canary flood' }];
    expect(await setStatus(west, hospitalOfEast, { diversions })).toMatchObject({
      ok: false,
      reason: 'notFound',
    });
    expect(await setStatus(east, hospitalOfEast, { diversions })).toMatchObject({ ok: true });
    for (const desk of [west, east, south, school]) {
      const rows = await journalOf(desk, hospitalOfEast);
      expect(rows.map(({ kind }) => kind)).toEqual(['facilityStatusChanged']);
      expect(JSON.stringify(rows)).not.toContain('Canary');
    }
    const { advised, rejected } = await advise(west);
    expect(advised).toEqual([]);
    expect(rejected).toContainEqual(
      expect.objectContaining({ facilityId: hospitalOfEast, reason: 'closedByFacility', regionName: 'east' }),
    );
    valueOf(await setStatus(school, hospitalOfSchool, { loadPercent: 100 }));
    expect(await journalOf(west, hospitalOfSchool)).toEqual([]);
    expect(await journalOf(school, hospitalOfSchool)).toHaveLength(1);
  });

  it('keep the holidays of their own region', async () => {
    const dates = ['2199-01-01'];
    const body = { commandId: newCommandId(), regionId: 'east', year: 2199, dates };
    valueOf(await setPublicHolidays(fixture.ports, east.dispatcher, body));
    const seen = await createFacilityStore(fixture.pool).listFacilitiesSeenFrom('school');
    const holidaysOf = (facilityId: string) => [
      ...seen.find((one) => one.facilityId === facilityId)!.calendar.publicHolidays,
    ];
    expect(holidaysOf(hospitalOfEast)).toEqual(dates);
    expect(holidaysOf(hospitalOfSchool)).toEqual([]);
  });
});
