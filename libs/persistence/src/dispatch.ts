import type { AssignmentStatus, Capability, DutyState, IncidentCategory, PatientNeed } from '#domain';
import { findRow, type Pool } from './pool.ts';
import findForRecommendationSql from './sql/incident/find-for-recommendation.sql';
import insertRecommendationSql from './sql/recommendation/insert-recommendation.sql';
import listDispatchableSql from './sql/unit/list-dispatchable.sql';
import listUnitsOfCrewSql from './sql/unit/list-units-of-crew.sql';

interface IncidentForRecommendationRow {
  regionId: string;
  mapId: number;
  category: IncidentCategory;
  priority: number;
  needs: PatientNeed[];
  state: 'open' | 'closed';
  lon: number | null;
  lat: number | null;
}

interface DispatchableUnitRow {
  unitId: string;
  callSign: string;
  capabilities: Capability[];
  dutyState: DutyState;
  assignmentStatus: AssignmentStatus | null;
  stationCoordinates: [number, number] | null;
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
    listDispatchableUnits: async (regionId: string) =>
      (await pool.query<DispatchableUnitRow>(listDispatchableSql, [regionId])).rows,
    saveRecommendation: async (recommendation: {
      id: string;
      regionId: string;
      incidentId: string;
      at: Date;
      askedBy: string;
      inputs: unknown;
      answer: unknown;
    }): Promise<void> => {
      const { id, regionId, incidentId, at, askedBy, inputs, answer } = recommendation;
      const json = [JSON.stringify(inputs), JSON.stringify(answer)];
      await pool.query(insertRecommendationSql, [id, regionId, incidentId, at, askedBy, ...json]);
    },
    listUnitsOfCrew: async (userId: string, at: Date): Promise<string[]> =>
      (await pool.query<{ unitId: string }>(listUnitsOfCrewSql, [userId, at])).rows.map((row) => row.unitId),
  };
}
