import {
  type ActiveStatus,
  type Capability,
  type DutyState,
  type IncidentCategory,
  type PatientNeed,
  type Priority,
} from '#domain';
import { findRow, type Pool } from './pool.ts';
import findForRecommendationSql from './sql/incident/find-for-recommendation.sql';
import findRecommendationSql from './sql/recommendation/find-recommendation.sql';
import insertRecommendationSql from './sql/recommendation/insert-recommendation.sql';
import listChosenSql from './sql/recommendation/list-chosen.sql';
import listDispatchableSql from './sql/unit/list-dispatchable.sql';
import listUnitsOfCrewSql from './sql/unit/list-units-of-crew.sql';

interface IncidentForRecommendationRow {
  regionId: string;
  mapId: number;
  category: IncidentCategory;
  priority: Priority;
  needs: PatientNeed[];
  state: 'open' | 'closed';
  lon: number | null;
  lat: number | null;
  rankingSettings: unknown;
  finished: { unitId: string; capabilities: Capability[] }[];
}

interface DispatchableUnitRow {
  unitId: string;
  regionId: string;
  callSign: string;
  capabilitiesText: string;
  dutyState: DutyState;
  statusSinceAt: Date;
  runId: string | null;
  runIncidentId: string;
  runNumber: number;
  runPriority: number;
  runStatus: ActiveStatus;
  runRegionId: string;
  drivenSeconds: number | null;
  heldId: string | null;
  heldIncidentId: string;
  heldNumber: number;
  promisedIncidentId: string | null;
  promisedNumber: number;
  promisedPriority: number;
  promisedUrgency: number;
  isVehicleOut: boolean;
  shiftStartsAt: Date | null;
  shiftEndsAt: Date | null;
  stationLon: number | null;
  stationLat: number | null;
}

/** Units that can do the same share one list, so that they are told apart by it: a fleet has few different ones. */
function capabilityLists(): (text: string) => readonly Capability[] {
  const known = new Map<string, readonly Capability[]>();
  return (text) => {
    let list = known.get(text);
    if (!list) known.set(text, (list = text === '' ? [] : (text.split(',') as Capability[])));
    return list;
  };
}

function toUnit(row: DispatchableUnitRow, capabilities: readonly Capability[]) {
  const { unitId, regionId, callSign, dutyState, statusSinceAt, isVehicleOut } = row;
  const { shiftStartsAt, shiftEndsAt, stationLon, stationLat } = row;
  return {
    unitId,
    regionId,
    callSign,
    capabilities,
    dutyState,
    statusSinceAt,
    isVehicleOut,
    run:
      row.runId === null
        ? null
        : {
            assignmentId: row.runId,
            incidentId: row.runIncidentId,
            incidentNumber: row.runNumber,
            priority: row.runPriority,
            status: row.runStatus,
            regionId: row.runRegionId,
          },
    reserved:
      row.heldId === null
        ? null
        : { assignmentId: row.heldId, incidentId: row.heldIncidentId, incidentNumber: row.heldNumber },
    drivenSeconds: row.drivenSeconds,
    promised:
      row.promisedIncidentId === null
        ? null
        : {
            incidentId: row.promisedIncidentId,
            incidentNumber: row.promisedNumber,
            priority: row.promisedPriority,
            urgency: row.promisedUrgency,
          },
    shift: shiftStartsAt && shiftEndsAt && { startsAt: shiftStartsAt, endsAt: shiftEndsAt },
    stationCoordinates:
      stationLon === null || stationLat === null ? null : ([stationLon, stationLat] as const),
  };
}

interface NewRecommendation {
  readonly id: string;
  readonly regionId: string;
  readonly incidentId: string;
  readonly at: Date;
  readonly askedBy: string;
  readonly inputs: unknown;
  readonly answer: unknown;
}

interface RecommendationRow<Inputs, Answer> extends NewRecommendation {
  readonly inputs: Inputs;
  readonly answer: Answer;
}

interface ChosenRow {
  readonly assignmentId: string;
  readonly unitId: string;
  readonly callSign: string;
  readonly isOverride: boolean;
  readonly createdAt: Date;
}

/** What a recommendation reads and keeps. */
export function createDispatchStore(pool: Pool) {
  return {
    findIncident: async (incidentId: string) => {
      const row = await findRow<IncidentForRecommendationRow>(pool, findForRecommendationSql, [incidentId]);
      if (!row) return undefined;
      const { lon, lat, ...incident } = row;
      return { ...incident, coordinates: lon === null || lat === null ? null : ([lon, lat] as const) };
    },
    listDispatchableUnits: async (regionIds: readonly string[], mapId: number, at: Date) => {
      const { rows } = await pool.query<DispatchableUnitRow>(listDispatchableSql, [regionIds, mapId, at]);
      const listOf = capabilityLists();
      return rows.map((row) => toUnit(row, listOf(row.capabilitiesText)));
    },
    saveRecommendation: async (recommendation: NewRecommendation): Promise<void> => {
      const { id, regionId, incidentId, at, askedBy, inputs, answer } = recommendation;
      const json = [JSON.stringify(inputs), JSON.stringify(answer)];
      await pool.query(insertRecommendationSql, [id, regionId, incidentId, at, askedBy, ...json]);
    },
    /** As kept; the caller says what form it expects of the inputs and the answer. */
    findRecommendation: async <Inputs, Answer>(recommendationId: string) =>
      findRow<RecommendationRow<Inputs, Answer>>(pool, findRecommendationSql, [recommendationId]),
    listChosen: async (recommendationId: string): Promise<ChosenRow[]> =>
      (await pool.query<ChosenRow>(listChosenSql, [recommendationId])).rows,
    listUnitsOfCrew: async (userId: string, at: Date): Promise<string[]> =>
      (await pool.query<{ unitId: string }>(listUnitsOfCrewSql, [userId, at])).rows.map((row) => row.unitId),
  };
}
