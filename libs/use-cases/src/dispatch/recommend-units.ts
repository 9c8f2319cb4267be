import { CONTROL_ROOM, type RecommendationView } from '#contracts';
import {
  AT_STATION_METERS,
  boardStatus,
  explainRanking,
  greatCircleMeters,
  positionTrust,
  rankUnits,
  recordInputs,
  summarizeRanking,
  type AssignmentStatus,
  type Capability,
  type DutyState,
  type IncidentCategory,
  type LonLat,
  type RankableUnit,
} from '#domain';
import { checkAccess, type Actor } from '../actor.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';

/** How far, in road seconds, help is looked for. */
export const TRAVEL_LIMIT_SECONDS = 3600;

export interface DispatchableUnit {
  readonly unitId: string;
  readonly callSign: string;
  readonly capabilities: readonly Capability[];
  readonly dutyState: DutyState;
  readonly assignmentStatus: AssignmentStatus | null;
  readonly stationCoordinates: LonLat | null;
}

export interface LastPosition {
  readonly coordinates: LonLat;
  readonly deviceAt: Date;
}

export type RoadLeg = { readonly travelSeconds: number; readonly distanceMeters: number };

export interface RecommendPorts {
  now(): Date;
  /** Monotonic milliseconds, for the time the answer took. */
  elapsedMilliseconds(): number;
  newId(): string;
  findIncident(incidentId: string): Promise<
    | {
        readonly regionId: string;
        readonly mapId: number;
        readonly category: IncidentCategory;
        readonly priority: number;
        readonly state: 'open' | 'closed';
        readonly coordinates: LonLat | null;
      }
    | undefined
  >;
  listDispatchableUnits(regionId: string): Promise<readonly DispatchableUnit[]>;
  findPosition(unitId: string): LastPosition | undefined;
  /** Exact road legs from each source to the target; undefined where no road leads there within the limit. */
  unitTravelTimes(
    mapId: number,
    sources: readonly LonLat[],
    target: LonLat,
    limitSeconds: number,
  ): Promise<Outcome<readonly (RoadLeg | undefined)[]>>;
  saveRecommendation(recommendation: {
    readonly id: string;
    readonly regionId: string;
    readonly incidentId: string;
    readonly at: Date;
    readonly askedBy: string;
    readonly inputs: unknown;
    readonly answer: unknown;
  }): Promise<void>;
}

interface Located {
  readonly unit: DispatchableUnit;
  readonly source: LonLat | undefined;
  readonly trust: RankableUnit['positionTrust'];
  readonly isAtStation: boolean;
}

/** Ranks every unit of the region for an incident by exact road time and keeps what was shown, with its inputs. */
export async function recommendUnits(
  ports: RecommendPorts,
  actor: Actor,
  incidentId: string,
): Promise<Outcome<RecommendationView>> {
  const startedAt = ports.elapsedMilliseconds();
  const incident = await ports.findIncident(incidentId);
  if (!incident) return refuse('notFound');
  const denied = checkAccess(actor, incident.regionId, CONTROL_ROOM);
  if (denied) return denied;
  if (incident.state === 'closed') return refuse('incidentClosed');
  if (!incident.coordinates) return refuse('locationMissing');

  const now = ports.now();
  const units = await ports.listDispatchableUnits(incident.regionId);
  const located = units.map((unit) => locateUnit(unit, ports.findPosition(unit.unitId), now));
  const withSource = located.filter((one): one is Located & { source: LonLat } => one.source !== undefined);
  const sources = withSource.map((one) => one.source);
  const legs = await ports.unitTravelTimes(
    incident.mapId,
    sources,
    incident.coordinates,
    TRAVEL_LIMIT_SECONDS,
  );
  if (!legs.ok) return legs;

  const legOf = new Map(withSource.map((one, index) => [one.unit.unitId, roundLeg(legs.value[index])]));
  const rankable = located.map((one) => toRankable(one, legOf.get(one.unit.unitId)));
  const need = { capabilities: [], travelLimitSeconds: TRAVEL_LIMIT_SECONDS };
  const ranking = rankUnits(rankable, need);
  const id = ports.newId();
  const answer: RecommendationView = {
    id,
    incidentId,
    at: now.toISOString(),
    candidates: ranking.candidates.map((one) => ({
      ...one,
      capabilities: [...one.capabilities],
      parts: [...one.parts],
    })),
    rejected: [...ranking.rejected],
    because: explainRanking(ranking),
    computeMilliseconds: ports.elapsedMilliseconds() - startedAt,
  };
  const { regionId, coordinates: target, category, priority } = incident;
  const inputs = { target, category, priority, ...recordInputs(rankable, need) };
  const shown = { ...summarizeRanking(ranking), because: answer.because };
  await ports.saveRecommendation({
    id,
    regionId,
    incidentId,
    at: now,
    askedBy: actor.id,
    inputs,
    answer: shown,
  });
  return accept(answer);
}

/**
 * Tenths of a second and whole metres: more digits only make the answer of 500 units longer. Rounded before the ranking,
 * so that what is shown, kept and ranked are the same numbers.
 */
function roundLeg(leg: RoadLeg | undefined): RoadLeg | undefined {
  if (!leg) return undefined;
  return {
    travelSeconds: Math.round(leg.travelSeconds * 10) / 10,
    distanceMeters: Math.round(leg.distanceMeters),
  };
}

/** A silent unit that was last seen at its station is taken to stand there. */
function locateUnit(unit: DispatchableUnit, position: LastPosition | undefined, now: Date): Located {
  const station = unit.stationCoordinates;
  const isFree = unit.assignmentStatus === null;
  const isAtStation =
    isFree &&
    station !== null &&
    (position === undefined || greatCircleMeters(position.coordinates, station) <= AT_STATION_METERS);
  const fixAgeSeconds = position && (now.getTime() - position.deviceAt.getTime()) / 1000;
  const trust = positionTrust({ fixAgeSeconds, standsAtStation: isAtStation });
  const source = trust === 'assumed' && station ? station : position?.coordinates;
  return { unit, source, trust, isAtStation };
}

function toRankable({ unit, trust, isAtStation }: Located, leg: RoadLeg | undefined): RankableUnit {
  return {
    unitId: unit.unitId,
    callSign: unit.callSign,
    capabilities: unit.capabilities,
    boardStatus: boardStatus(unit.dutyState, unit.assignmentStatus ?? undefined),
    positionTrust: trust,
    isAtStation,
    leg,
  };
}
