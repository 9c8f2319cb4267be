import {
  createCoverageStore,
  createPool,
  createRoadStore,
  type LoadedRoads,
  type Pool,
  seedDemo,
} from '#persistence';
import { RoadNetwork } from '#road-network';
import { createTestDatabase, type TestDatabase } from '#testing';
import {
  CoverageEngine,
  createTravelEngine,
  type CoveragePorts,
  type LastPosition,
  type TravelEngine,
} from '#use-cases';
import type { CoverageFigures } from '#contracts';
import { findCoveringSource, type LonLat, resolveRankingSettings } from '#domain';
import { v7 as uuidv7 } from 'uuid';

const REGION = 'montevideo';
const OFF_ROAD_METERS = 2000;

interface CountedCells {
  /** Units that reach each cell within the limit. */
  readonly covering: number[];
  /** Demand of cells that some unit reaches within a hundredth of a second of the limit: rounding may decide there. */
  readonly doubtful: number;
  readonly share: number;
}

/** The coverage engine over the real map of Montevideo, its demo fleet, and positions and clocks set by the test. */
export class CoverageFixture {
  readonly regionId = REGION;
  readonly positions = new Map<string, LastPosition>();
  readonly unitIds: string[] = [];
  readonly failures: unknown[] = [];
  /** Added to the monotonic clock. */
  elapsedShift = 0;
  readonly engine: CoverageEngine;
  readonly travel: TravelEngine;
  readonly ports: CoveragePorts;

  private constructor(
    private readonly database: TestDatabase,
    readonly owner: Pool,
    private readonly app: Pool,
  ) {
    const now = (): Date => new Date();
    this.travel = createTravelEngine<LoadedRoads>({
      ...createRoadStore(app),
      now,
      createRoadNetwork: (roads) => new RoadNetwork(roads),
    });
    this.ports = {
      ...createCoverageStore(app),
      now,
      elapsedMilliseconds: () => performance.now() + this.elapsedShift,
      // Others go first, but nobody waits: the clock is put forward instead.
      pause: (milliseconds) => {
        this.elapsedShift += milliseconds;
        return new Promise((resolve) => setImmediate(resolve));
      },
      findPosition: (unitId) => this.positions.get(unitId),
      findRoads: async (mapId) => {
        const roads = await this.travel.findMapRoads(mapId);
        return roads && { network: roads.network, setting: this.travel.settingOf(roads, 'emergency') };
      },
      failed: (what, regionId, error) => this.failures.push(what, error),
    };
    this.engine = new CoverageEngine(this.ports, { leastMoveMeters: 0 });
  }

  static async create(): Promise<CoverageFixture> {
    const database = await createTestDatabase('montevideo');
    const owner = createPool(database.ownerUrl, { max: 2 });
    await seedDemo(owner, REGION);
    const fixture = new CoverageFixture(database, owner, createPool(database.appUrl, { max: 4 }));
    const { rows } = await owner.query<{ id: string }>(
      'select id from unit where region_id = $1 order by call_sign',
      [REGION],
    );
    fixture.unitIds.push(...rows.map(({ id }) => id));
    return fixture;
  }

  /** Rounds until the figures are those of the roads and cells in force. */
  async settle(): Promise<CoverageFigures> {
    for (let round = 0; round < 2000; round++) {
      await this.engine.refresh();
      const { state, figures } = this.engine.viewCoverage(REGION, undefined);
      if (state === 'ready' && figures!.treesAgeSeconds === 0) return figures!;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`coverage did not get ready: ${this.failures.join()}`);
  }

  moveUnit(unitId: string, coordinates: LonLat): void {
    this.positions.set(unitId, { coordinates, deviceAt: new Date() });
  }

  async setDuty(unitId: string, state: string): Promise<void> {
    await this.owner.query('update unit set duty_state = $2 where id = $1', [unitId, state]);
  }

  /** Commits the unit to an incident of its own, or frees it. */
  async setCommitted(unitId: string, isCommitted: boolean): Promise<void> {
    await this.owner.query(
      `update assignment set status = 'available', ended_at = now() where unit_id = $1 and is_active`,
      [unitId],
    );
    if (!isCommitted) return;
    const incidentId = uuidv7();
    await this.owner.query(
      `insert into incident (id, region_id, number, category, priority, version, created_at, created_by, is_training)
       select $1, $2, coalesce(max(number), 0) + 1, 'fall', 3, 1, now(), $1, false from incident where region_id = $2`,
      [incidentId, REGION],
    );
    await this.owner.query(
      `insert into assignment (id, region_id, incident_id, unit_id, status, created_at, created_by, status_since_at)
       values ($1, $2, $3, $4, 'notified', now(), $3, now())`,
      [uuidv7(), REGION, incidentId, unitId],
    );
  }

  async getRoads() {
    const roads = await this.travel.findMapRoads(1);
    return { network: roads!.network, setting: this.travel.settingOf(roads!, 'emergency') };
  }

  /** Every cell from every unit that counts, by a search of its own each, with the formula written out. */
  async countByBruteForce(figures: CoverageFigures, without: readonly string[] = []): Promise<CountedCells> {
    const { network, setting } = await this.getRoads();
    const { turnout } = resolveRankingSettings(undefined).settings;
    const sources = (await this.ports.listCoveringUnits(REGION, null)).flatMap((unit) => {
      const fix = this.positions.get(unit.unitId);
      const position = fix && {
        coordinates: fix.coordinates,
        ageSeconds: (Date.now() - fix.deviceAt.getTime()) / 1000,
      };
      const source = without.includes(unit.unitId)
        ? undefined
        : findCoveringSource({ ...unit, position }, turnout);
      const point = source && network.snap(source.coordinates, setting, OFF_ROAD_METERS);
      return source && point ? [{ point, turnoutSeconds: source.turnoutSeconds }] : [];
    });
    const { limitSeconds } = figures.limit;
    let [share, doubtful] = [0, 0];
    const covering = (await this.ports.findDemand(REGION))!.cells.map(({ center, demand }) => {
      const target = network.snap(center, setting, OFF_ROAD_METERS);
      if (!target) return 0;
      const points = sources.map(({ point }) => point);
      const { travelSeconds } = network.travelTimesTo(points, target, setting, 2 * limitSeconds);
      const arrivals = sources.map(({ turnoutSeconds }, i) => turnoutSeconds + travelSeconds[i]!);
      const count = arrivals.filter((seconds) => seconds <= limitSeconds).length;
      if (arrivals.some((seconds) => Math.abs(seconds - limitSeconds) < 0.01)) doubtful += demand;
      share += demand * (1 - figures.busy.busyFraction ** count);
      return count;
    });
    return { covering, doubtful, share };
  }

  async close(): Promise<void> {
    this.engine.stop();
    await this.app.end();
    await this.owner.end();
    await this.database.drop();
  }
}
