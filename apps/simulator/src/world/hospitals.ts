import { type FacilityView, routes } from '#contracts';
import type { LonLat } from '#domain';
import { type ApiClient, ApiRefusal } from '../api/api-client.ts';
import { type Connection, untilAnswered } from '../api/retry.ts';
import type { Destination } from '../crew/crew-state.ts';

/** The second nearest is chosen this often: a ward that only it has, or a wish. */
const SECOND_SHARE = 0.2;

/** Where ambulances take people: hospitals with an emergency department, else any hospital, else urgent care. */
export function receivingFacilities(facilities: readonly FacilityView[]): FacilityView[] {
  const kinds: ((facility: FacilityView) => boolean)[] = [
    ({ kind, hasEmergency }) => kind === 'hospital' && hasEmergency,
    ({ kind }) => kind === 'hospital',
    ({ kind, hasEmergency }) => kind === 'urgentCare' || hasEmergency,
  ];
  for (const isOfKind of kinds) {
    const found = facilities.filter(isOfKind);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * The nearest receiving facility by road, sometimes the second; null where there is none. Times are asked towards the
 * scene, since the api answers many to one; the way back takes nearly the same.
 */
export async function chooseDestination(
  client: ApiClient,
  connection: Connection,
  stop: AbortSignal,
  regionId: string,
  facilities: readonly FacilityView[],
  scene: LonLat,
  draw: number,
): Promise<Destination | null> {
  if (facilities.length === 0) return null;
  const body = {
    regionId,
    sources: facilities.map(({ coordinates: [lon, lat] }) => ({ lon, lat })),
    target: { lon: scene[0], lat: scene[1] },
  };
  const answer = await untilAnswered(connection, stop, () => client.ask(routes.travelTimes, { body })).catch(
    (error: unknown) => {
      if (error instanceof ApiRefusal) return undefined;
      throw error;
    },
  );
  const reached = facilities
    .map((facility, index) => ({ facility, seconds: answer?.legs[index]?.travelSeconds ?? null }))
    .filter((one): one is { facility: FacilityView; seconds: number } => one.seconds !== null)
    .sort((a, b) => a.seconds - b.seconds);
  const chosen = draw < SECOND_SHARE ? (reached[1] ?? reached[0]) : reached[0];
  return chosen ? { facilityId: chosen.facility.id, coordinates: chosen.facility.coordinates } : null;
}
