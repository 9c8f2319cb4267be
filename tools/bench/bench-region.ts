import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { City } from './city.ts';

export interface BenchRegion {
  readonly regionId: string;
  readonly units: number;
  readonly email: string;
  readonly password: string;
}

const DEFAULT_REGION_ID = 'bench-fleet';
const EMAIL = 'bench@localhost.invalid';

/**
 * A training region of its own on the city's map, with this many units spread over its roads and one dispatcher. Its
 * incidents never count. Making it again gives a new password and moves nothing.
 */
export async function provideBenchRegion(
  databaseUrl: string,
  city: City,
  units: number,
  random: () => number,
  regionId = DEFAULT_REGION_ID,
): Promise<BenchRegion> {
  const password = randomBytes(12).toString('base64url');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(
      `insert into region (id, name, map_id, time_zone, currency, languages, is_training)
       select $1, 'Benchmark', map_id, time_zone, currency, languages, true from region where map_id = $2
       order by id limit 1
       on conflict (id) do nothing`,
      [regionId, city.mapId],
    );
    await client.query('insert into journal_head (region_id) values ($1) on conflict do nothing', [regionId]);
    await client.query(
      `with account as (
         insert into user_account (id, email, display_name, password_hash) values ($1, $2, 'Benchmark', $3)
         on conflict (lower(email)) do update set password_hash = excluded.password_hash
         returning id)
       insert into user_role (user_id, region_id, role) select id, $4, 'dispatcher' from account
       on conflict do nothing`,
      [uuidv7(), EMAIL, await hash(password), regionId],
    );
    const places = Array.from({ length: units }, () => city.anyPlace(random));
    await client.query(
      `with row as (
         select * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::float8[], $6::float8[])
           as t (station_id, unit_id, call_sign, lon, lat)),
       station_row as (
         insert into station (id, region_id, name, geom)
         select station_id, $1, call_sign, st_setsrid(st_makepoint(lon, lat), 4326) from row
         on conflict (region_id, name) do nothing
         returning id, name)
       insert into unit (id, region_id, call_sign, capabilities, station_id)
       select unit_id, $1, call_sign, '{bls}', station_id from row
       where exists (select from station_row where id = station_id)`,
      [
        regionId,
        places.map(() => uuidv7()),
        places.map(() => uuidv7()),
        places.map((_, i) => `B${i + 1}`),
        places.map(([lon]) => lon),
        places.map(([, lat]) => lat),
      ],
    );
    const counted = await client.query<{ n: number }>(
      'select count(*)::int as n from unit where region_id = $1',
      [regionId],
    );
    await client.query('commit');
    return { regionId: regionId, units: counted.rows[0]!.n, email: EMAIL, password };
  } finally {
    await client.end();
  }
}
