import type { LoginAnswer, UnitView } from '#contracts';
import { v7 as uuidv7 } from 'uuid';
import type { BenchRegion } from '../bench-region.ts';

export type Place = readonly [lon: number, lat: number];
interface Vehicle {
  readonly unitId: string;
  readonly callSign: string;
  lon: number;
  lat: number;
  headingDegrees: number;
}

const METERS_PER_DEGREE = 111_195;
const METERS_PER_SECOND = 14;
const BATCH = 1000;

/** Vehicles of the bench's region that drive about and report once a second through the public api. */
export class BenchFleet {
  private timer: NodeJS.Timeout | undefined;
  private posting: Promise<unknown> = Promise.resolve();
  private failures = 0;

  private constructor(
    private readonly baseUrl: string,
    private readonly token: string,
    readonly regionId: string,
    readonly vehicles: readonly Vehicle[],
    private readonly random: () => number,
  ) {}

  static async open(baseUrl: string, region: BenchRegion, random: () => number): Promise<BenchFleet> {
    const { email, password, regionId } = region;
    const login = await callJson<LoginAnswer>(baseUrl, '/api/v1/auth/login', undefined, {
      email,
      password,
      client: 'native',
    });
    const path = `/api/v1/units?regionId=${regionId}`;
    const { units } = await callJson<{ units: UnitView[] }>(baseUrl, path, login.accessToken);
    const vehicles = units.flatMap(({ id, callSign, station }) =>
      station
        ? [
            {
              unitId: id,
              callSign,
              lon: station.coordinates[0],
              lat: station.coordinates[1],
              headingDegrees: random() * 360,
            },
          ]
        : [],
    );
    return new BenchFleet(baseUrl, login.accessToken, regionId, vehicles, random);
  }

  /** Fixes that the api did not answer for; anything but 0 makes the figures worthless. */
  get failedPosts(): number {
    return this.failures;
  }

  /** Lets all but the named unit drive, one fix each second. */
  start(exceptUnitId?: string): void {
    const tick = (): void => {
      const moving = this.vehicles.filter(({ unitId }) => unitId !== exceptUnitId);
      for (const vehicle of moving) this.drive(vehicle);
      this.posting = this.post(moving).catch(() => {
        this.failures += 1;
      });
    };
    tick();
    this.timer = setInterval(tick, 1000);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.posting;
  }

  /** Reports a place for one unit and answers when it was sent (ms since 1970). */
  async report(vehicle: Vehicle, [lon, lat]: Place): Promise<number> {
    Object.assign(vehicle, { lon, lat });
    const sentAt = Date.now();
    await this.post([vehicle]);
    return sentAt;
  }

  /** An open incident at a vehicle's place; answers its number. */
  async createIncident({ lon, lat }: { readonly lon: number; readonly lat: number }): Promise<number> {
    const { number } = await callJson<{ number: number }>(this.baseUrl, '/api/v1/incidents', this.token, {
      commandId: uuidv7(),
      regionId: this.regionId,
      location: { lon, lat, addressText: '', source: 'coordinates' },
      category: 'other',
      priority: 3,
    });
    return number;
  }

  private drive(vehicle: Vehicle): void {
    if (this.random() < 0.1)
      vehicle.headingDegrees = (vehicle.headingDegrees + this.random() * 180 + 270) % 360;
    const radians = (vehicle.headingDegrees * Math.PI) / 180;
    const degrees = METERS_PER_SECOND / METERS_PER_DEGREE;
    vehicle.lat += Math.cos(radians) * degrees;
    vehicle.lon += (Math.sin(radians) * degrees) / Math.cos((vehicle.lat * Math.PI) / 180);
  }

  private async post(vehicles: readonly Vehicle[]): Promise<void> {
    const at = new Date().toISOString();
    for (let from = 0; from < vehicles.length; from += BATCH) {
      const fixes = vehicles.slice(from, from + BATCH).map(({ unitId, lon, lat, headingDegrees }) => ({
        unitId,
        at,
        lon,
        lat,
        headingDegrees,
        speedKmh: METERS_PER_SECOND * 3.6,
      }));
      await callJson(this.baseUrl, '/api/v1/positions', this.token, { fixes });
    }
  }
}

async function callJson<T>(
  baseUrl: string,
  path: string,
  token: string | undefined,
  body?: unknown,
): Promise<T> {
  const response = await fetch(new URL(path, baseUrl), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}
