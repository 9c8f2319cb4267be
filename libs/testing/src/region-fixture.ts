import pg from 'pg';
import type { Role } from '#domain';
import { v7 as uuidv7 } from 'uuid';

type LonLat = readonly [lon: number, lat: number];

export interface TestUser {
  readonly id: string;
  readonly displayName: string;
}

/** Makes a region on a map of its own or on another region's, and what tests put into it. Everything is real rows in the test's database. */
export class RegionFixture {
  private constructor(
    private readonly owner: pg.Client,
    readonly regionId: string,
    readonly mapId: number,
  ) {}

  static async create(
    ownerUrl: string,
    regionId: string,
    { isTraining = false, mapId: sharedMapId }: { isTraining?: boolean; mapId?: number } = {},
  ): Promise<RegionFixture> {
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    const mapId = sharedMapId ?? (await addMap(owner, regionId));
    await owner.query(
      `insert into region (id, name, map_id, time_zone, currency, languages, is_training)
       values ($1, $1, $2, 'America/Montevideo', 'UYU', '{en}', $3)`,
      [regionId, mapId, isTraining],
    );
    await owner.query('insert into journal_head (region_id) values ($1)', [regionId]);
    return new RegionFixture(owner, regionId, mapId);
  }

  async addUser(displayName: string, role: Role): Promise<TestUser> {
    const id = uuidv7();
    await this.owner.query(
      `insert into user_account (id, email, display_name, password_hash) values ($1, $2, $3, 'none')`,
      [id, `${id}@example.org`, displayName],
    );
    await this.owner.query('insert into user_role (user_id, region_id, role) values ($1, $2, $3)', [
      id,
      this.regionId,
      role,
    ]);
    return { id, displayName };
  }

  async addUnit(
    callSign: string,
    { at = [-56.18, -34.9] as LonLat, capabilities = ['bls'] } = {},
  ): Promise<string> {
    const stationId = uuidv7();
    await this.owner.query(
      `insert into station (id, region_id, name, geom) values ($1, $2, $3, st_setsrid(st_makepoint($4, $5), 4326))`,
      [stationId, this.regionId, `Station ${callSign}`, at[0], at[1]],
    );
    const unitId = uuidv7();
    await this.owner.query(
      'insert into unit (id, region_id, call_sign, capabilities, station_id) values ($1, $2, $3, $4, $5)',
      [unitId, this.regionId, callSign, capabilities, stationId],
    );
    return unitId;
  }

  /** Puts a user on the unit's crew from an hour ago until tomorrow. */
  async bindCrew(unitId: string, userId: string): Promise<void> {
    const shiftId = uuidv7();
    await this.owner.query(
      `insert into crew_shift (id, region_id, starts_at, ends_at)
       values ($1, $2, now() - interval '1 hour', now() + interval '1 day')`,
      [shiftId, this.regionId],
    );
    await this.owner.query('insert into crew_shift_member values ($1, $2)', [shiftId, userId]);
    await this.owner.query(
      `insert into unit_crew_binding
       select $1, id, tstzrange(starts_at, ends_at) from crew_shift where id = $2`,
      [unitId, shiftId],
    );
  }

  async addFacility(name: string, at: LonLat): Promise<string> {
    const id = uuidv7();
    await this.owner.query(
      `insert into facility (id, region_id, name, kind, geom)
       values ($1, $2, $3, 'hospital', st_setsrid(st_makepoint($4, $5), 4326))`,
      [id, this.regionId, name, at[0], at[1]],
    );
    return id;
  }

  /** Runs SQL as the owner, for what a test must break or look at. */
  query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<pg.QueryResult<Row>> {
    return this.owner.query<Row>(sql, values);
  }

  async close(): Promise<void> {
    await this.owner.end();
  }
}

async function addMap(owner: pg.Client, name: string): Promise<number> {
  const { rows } = await owner.query<{ id: number }>(
    `insert into map (name, version, bounds) values ($1, 1, st_makeenvelope(-57, -35, -56, -34, 4326)) returning id`,
    [name],
  );
  return rows[0]!.id;
}
