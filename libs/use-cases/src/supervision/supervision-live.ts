import type { AlarmView, StaleUnit, SupervisionLive, UnitView } from '#contracts';
import {
  AT_STATION_METERS,
  findWaitingLimitSeconds,
  greatCircleMeters,
  measureUtilisation,
  type PositionTrust,
  positionTrust,
  spanOf,
  stepsOf,
  type UnitHours,
} from '#domain';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { SupervisionPorts } from './supervision-ports.ts';

/** What waits, who is silent, alarms, how busy units have been today, and who holds which sector. */
export async function readSupervisionLive(
  ports: SupervisionPorts,
  regionId: string,
): Promise<Outcome<SupervisionLive>> {
  const { store, policies } = ports;
  const now = ports.clock.now();
  const timeZone = await store.findRegionTimeZone(regionId);
  if (timeZone === undefined) return refuse('notFound');
  const today = spanOf({ period: 'today' }, now.getTime(), timeZone);
  const [waiting, alarms, units, hours, sectors, { standards }] = await Promise.all([
    store.listWaiting(regionId),
    store.listAlarms(regionId),
    store.listUnits(regionId),
    store.listUnitHours(regionId, today),
    store.listSectorViews(regionId),
    policies.findStandardsInForce(regionId),
  ]);
  return accept({
    regionId,
    at: now.toISOString(),
    waiting: waiting.map((incident) => ({
      ...incident,
      limitSeconds: findWaitingLimitSeconds(standards, incident.category, incident.priority) ?? null,
    })),
    staleUnits: listStale(ports, units, now),
    alarms: countAlarms(alarms),
    unitsByStatus: countStatuses(units),
    utilisation: describeUtilisation(hours, today, timeZone),
    sectors,
  });
}

const SILENT: readonly PositionTrust[] = ['stale', 'lastKnown', 'tooOld', 'unknown'];
const OFF: readonly UnitView['boardStatus'][] = ['offDuty', 'outOfService'];

/** Units on duty whose place is not known well; one that stands at its station, free and silent, is no concern. */
function listStale(ports: SupervisionPorts, units: readonly UnitView[], now: Date): StaleUnit[] {
  return units
    .filter((unit) => !OFF.includes(unit.boardStatus))
    .flatMap((unit) => {
      const { id, callSign, sectorId = null, station, boardStatus } = unit;
      const fix = ports.positions.find(id) ?? storedFix(unit);
      const fixAgeSeconds = fix && (now.getTime() - fix.deviceAt.getTime()) / 1000;
      const isNear =
        fix && station && greatCircleMeters(fix.coordinates, station.coordinates) <= AT_STATION_METERS;
      const standsAtStation = unit.assignment === null && station !== null && (isNear ?? true);
      const trust = positionTrust({ fixAgeSeconds, standsAtStation });
      const deviceAt = fix?.deviceAt.toISOString() ?? null;
      return SILENT.includes(trust) ? [{ unitId: id, callSign, sectorId, boardStatus, trust, deviceAt }] : [];
    })
    .sort((a, b) => (a.deviceAt ?? '').localeCompare(b.deviceAt ?? ''));
}

const storedFix = ({ position }: UnitView) =>
  position ? { coordinates: position.coordinates, deviceAt: new Date(position.deviceAt) } : undefined;

function countAlarms(alarms: readonly AlarmView[]): SupervisionLive['alarms'] {
  const kinds = new Map<AlarmView['kind'], { open: number; unacknowledged: number }>();
  for (const { kind, acknowledgedAt } of alarms) {
    const counts = kinds.get(kind) ?? { open: 0, unacknowledged: 0 };
    counts.open += 1;
    if (acknowledgedAt === null) counts.unacknowledged += 1;
    kinds.set(kind, counts);
  }
  return [...kinds].map(([kind, counts]) => ({ kind, ...counts }));
}

function countStatuses(units: readonly UnitView[]): SupervisionLive['unitsByStatus'] {
  const counts = new Map<UnitView['boardStatus'], number>();
  for (const { boardStatus } of units) counts.set(boardStatus, (counts.get(boardStatus) ?? 0) + 1);
  return [...counts].map(([status, count]) => ({ status, units: count }));
}

function describeUtilisation(
  units: readonly (UnitHours & { unitId: string; callSign: string; sectorId: string | null })[],
  today: { readonly startAt: number; readonly endAt: number },
  timeZone: string,
): SupervisionLive['utilisation'] {
  const { starts } = stepsOf(today, timeZone);
  return {
    from: new Date(today.startAt).toISOString(),
    to: new Date(today.endAt).toISOString(),
    ...measureUtilisation(units, today),
    units: units.map(({ unitId, callSign, sectorId, ...hours }) => ({
      unitId,
      callSign,
      sectorId,
      ...measureUtilisation([hours], today),
    })),
    hours: starts.map((startAt, index) => ({
      startAt: new Date(startAt).toISOString(),
      share: measureUtilisation(units, { startAt, endAt: starts[index + 1] ?? today.endAt }).share,
    })),
  };
}
