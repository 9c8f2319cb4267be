import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { AssignmentView, IncidentReceipt, LoginAnswer, Problem } from '#contracts';
import { percentile, timed } from './measure.ts';

export interface AssignRaceFigures {
  readonly dispatchers: number;
  readonly units: number;
  readonly requests: number;
  readonly accepted: number;
  readonly refused: number;
  /** Of those refused, the ones that were told who won and when. */
  readonly refusedWithWinner: number;
  /** Units with two active assignments; anything but 0 is a failure. */
  readonly doubleAssigned: number;
  readonly p50Milliseconds: number;
  readonly p95Milliseconds: number;
  readonly p99Milliseconds: number;
  readonly maxMilliseconds: number;
  readonly seconds: number;
}

interface RaceRegion {
  readonly regionId: string;
  readonly unitIds: readonly string[];
  readonly emails: readonly string[];
  readonly password: string;
}

const WARM_UP_UNITS = 20;

/** A new training region with units and dispatchers of its own, so that the race starts with every unit free. */
async function provideRaceRegion(client: pg.Client, dispatchers: number, units: number): Promise<RaceRegion> {
  const regionId = `bench-race-${randomBytes(4).toString('hex')}`;
  const password = randomBytes(12).toString('base64url');
  await client.query(
    `insert into region (id, name, map_id, time_zone, currency, languages, is_training)
     select $1, 'Race', map_id, time_zone, currency, languages, true from region order by id limit 1`,
    [regionId],
  );
  await client.query('insert into journal_head (region_id) values ($1)', [regionId]);
  const unitIds = Array.from({ length: units }, () => uuidv7());
  await client.query(
    `insert into unit (id, region_id, call_sign, capabilities)
     select id, $1, 'R' || n, '{bls}' from unnest($2::uuid[]) with ordinality as t (id, n)`,
    [regionId, unitIds],
  );
  const userIds = Array.from({ length: dispatchers }, () => uuidv7());
  const emails = userIds.map((id) => `${id}@localhost.invalid`);
  await client.query(
    `insert into user_account (id, email, display_name, password_hash)
     select id, email, 'Racer ' || n, $3
     from unnest($1::uuid[], $2::text[]) with ordinality as t (id, email, n)`,
    [userIds, emails, await hash(password)],
  );
  await client.query(
    `insert into user_role (user_id, region_id, role) select id, $2, 'dispatcher' from unnest($1::uuid[]) as id`,
    [userIds, regionId],
  );
  return { regionId, unitIds, emails, password };
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

async function post(url: string, token: string | undefined, body: unknown): Promise<Reply> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function getPosted<T>(url: string, token: string | undefined, body: unknown): Promise<T> {
  const reply = await post(url, token, body);
  if (reply.status >= 300) {
    throw new Error(`${url} answered ${reply.status}: ${JSON.stringify(reply.body).slice(0, 300)}`);
  }
  return reply.body as T;
}

/** One dispatcher who wants every unit, one request in flight at a time. */
class Racer {
  readonly times: number[] = [];
  readonly replies: Reply[] = [];

  private constructor(
    private readonly baseUrl: string,
    private readonly token: string,
    private readonly incidentId: string,
  ) {}

  static async create(baseUrl: string, region: RaceRegion, email: string): Promise<Racer> {
    const { regionId, password } = region;
    const login = { email, password, client: 'native' };
    const { accessToken } = await getPosted<LoginAnswer>(`${baseUrl}/api/v1/auth/login`, undefined, login);
    const incident = await getPosted<IncidentReceipt>(`${baseUrl}/api/v1/incidents`, accessToken, {
      commandId: uuidv7(),
      regionId,
      location: { addressText: 'race' },
      category: 'other',
      priority: 3,
    });
    return new Racer(baseUrl, accessToken, incident.id);
  }

  async race(unitIds: readonly string[]): Promise<void> {
    const url = `${this.baseUrl}/api/v1/incidents/${this.incidentId}/assignments`;
    for (const unitId of unitIds) {
      const body = { commandId: uuidv7(), unitId };
      const { milliseconds, answer } = await timed(() => post(url, this.token, body));
      this.times.push(milliseconds);
      this.replies.push(answer);
    }
  }
}

const namesWinner = ({ status, body }: Reply): boolean => {
  const { reason, details } = body as Problem;
  const isTaken = status === 409 && reason === 'unitTaken';
  return isTaken && typeof details?.['takenBy'] === 'string' && typeof details['takenAt'] === 'string';
};

/**
 * Dispatchers race for the same units through the public api of a running system, each with one request in flight.
 * `ownerUrl` names its database, in which the race gets a region of its own.
 */
export async function measureAssignRace({
  baseUrl,
  ownerUrl,
  dispatchers = 8,
  units = 400,
}: {
  readonly baseUrl: string;
  readonly ownerUrl: string;
  readonly dispatchers?: number;
  readonly units?: number;
}): Promise<AssignRaceFigures> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const region = await provideRaceRegion(client, dispatchers, units + WARM_UP_UNITS);
    const origin = baseUrl.replace(/\/$/, '');
    const racers: Racer[] = [];
    // One after the other: sign-ins at once from one address are slowed down.
    for (const email of region.emails) racers.push(await Racer.create(origin, region, email));
    await Promise.all(racers.map((racer) => racer.race(region.unitIds.slice(0, WARM_UP_UNITS))));
    for (const racer of racers) racer.times.length = racer.replies.length = 0;
    const { milliseconds } = await timed(() =>
      Promise.all(racers.map((racer) => racer.race(region.unitIds.slice(WARM_UP_UNITS)))),
    );
    const double = await client.query<{ n: number }>(
      `select count(*)::int as n from (
         select unit_id from assignment where region_id = $1 and is_active group by unit_id having count(*) > 1
       ) as twice`,
      [region.regionId],
    );
    return summarize(racers, units, double.rows[0]!.n, milliseconds / 1000);
  } finally {
    await client.end();
  }
}

function summarize(
  racers: readonly Racer[],
  units: number,
  doubleAssigned: number,
  seconds: number,
): AssignRaceFigures {
  const times = racers.flatMap((racer) => racer.times);
  const replies = racers.flatMap((racer) => racer.replies);
  const accepted = replies.filter(
    ({ status, body }) => status === 201 && (body as AssignmentView).status === 'notified',
  ).length;
  return {
    dispatchers: racers.length,
    units,
    requests: replies.length,
    accepted,
    refused: replies.filter(({ status }) => status === 409).length,
    refusedWithWinner: replies.filter(namesWinner).length,
    doubleAssigned,
    p50Milliseconds: percentile(times, 0.5),
    p95Milliseconds: percentile(times, 0.95),
    p99Milliseconds: percentile(times, 0.99),
    maxMilliseconds: percentile(times, 1),
    seconds,
  };
}
