import type { IncidentCategory } from '#domain';
import { findRow, type Queryable } from './pool.ts';
import findRegionSql from './sql/policy/find-region.sql';
import findVersionSql from './sql/policy/find-version.sql';
import insertVersionSql from './sql/policy/insert-version.sql';
import listNewestSql from './sql/policy/list-newest.sql';
import listRegionsSql from './sql/policy/list-regions.sql';
import listVersionsSql from './sql/policy/list-versions.sql';

interface Key {
  readonly regionId: string;
  readonly kind: 'responsePlan' | 'standards' | 'triageTree' | 'destinationRules';
  readonly category: IncidentCategory | '';
}
interface RegionRow {
  id: string;
  mapId: number;
  timeZone: string;
  currency: string;
  languages: string[];
  isTraining: boolean;
  policyCountry: string | null;
}
interface VersionRow {
  version: number;
  note: string;
  createdAt: Date;
  createdByName: string | null;
}
interface PolicyRow extends VersionRow {
  kind: Key['kind'];
  category: Key['category'];
  content: unknown;
}
type NeighbourRow = Pick<RegionRow, 'id' | 'mapId' | 'isTraining'>;

/** Versions of response plans, standards and triage trees: they are added and read, and never changed. */
export function createPolicyStore(db: Queryable) {
  const list = async (regionId: string, kind: Key['kind'] | null, category: string): Promise<PolicyRow[]> =>
    (await db.query<PolicyRow>(listNewestSql, [regionId, kind, category])).rows;
  return {
    findPolicyRegion: (regionId: string) => findRow<RegionRow & object>(db, findRegionSql, [regionId]),
    listNeighbourRegions: async (regionIds: readonly string[]): Promise<NeighbourRow[]> =>
      (await db.query<NeighbourRow>(listRegionsSql, [regionIds])).rows,
    findNewestPolicy: async ({ regionId, kind, category }: Key): Promise<PolicyRow | undefined> =>
      (await list(regionId, kind, category))[0],
    listNewestPolicies: (regionId: string): Promise<PolicyRow[]> => list(regionId, null, ''),
    findPolicyVersion: ({ regionId, kind, category }: Key, version: number) =>
      findRow<PolicyRow & object>(db, findVersionSql, [regionId, kind, category, version]),
    listPolicyVersions: async ({ regionId, kind, category }: Key, limit: number): Promise<VersionRow[]> =>
      (await db.query<VersionRow>(listVersionsSql, [regionId, kind, category, limit])).rows,
    insertPolicyVersion: async (
      { regionId, kind, category }: Key,
      policy: { version: number; content: unknown; note: string; at: Date; by: string },
    ): Promise<boolean> => {
      const { version, content, note, at, by } = policy;
      const values = [regionId, kind, category, version, JSON.stringify(content), note, at, by];
      return (await db.query(insertVersionSql, values)).rowCount === 1;
    },
  };
}
