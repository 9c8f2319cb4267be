import { collectYoungGarbage } from '#config';
import { INCIDENT_CATEGORIES, PRIORITIES } from '#domain';
import { createDispatchStore, createPool, createPolicyStore } from '#persistence';
import {
  createPoliciesInForce,
  type DispatchableUnit,
  findUnitLegs,
  type LastPosition,
  type RecommendPorts,
  recommendUnits,
  snapVehicleAhead,
} from '#use-cases';
import { provideBenchRegion } from '../bench-region.ts';
import type { City } from '../city.ts';
import { percentile, timed } from '../measure.ts';

export interface DecisionFigures {
  readonly units: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  /** Candidates of a question on average: figures of an empty answer would be worth nothing. */
  readonly meanCandidates: number;
}

/** A fifth of the units have moved since the recommendation before. */
const MOVED_SHARE = 0.2;
/** Losses as the coverage engine holds them: looked up by unit, up to a tenth of all demand. */
const GREATEST_LOSS_SHARE = 0.1;

/**
 * Whole recommendations in process, as the api makes them: positions to roads, search, rules, response plan, sentences and the
 * record to be kept, turned to text. What the database does (reading the units once, writing the record) is left out: it is
 * measured over HTTP.
 */
export async function measureDecision(
  ownerUrl: string,
  city: City,
  units: number,
  incidents: number,
  random: () => number,
): Promise<DecisionFigures> {
  const region = await provideBenchRegion(ownerUrl, city, units, random, `bench-${city.mapName}`);
  const pool = createPool(ownerUrl, { max: 2 });
  try {
    const store = createDispatchStore(pool);
    const stored = await store.listDispatchableUnits([region.regionId], city.mapId, new Date());
    const fleet = new Fleet(city, stored, random);
    const policies = createPoliciesInForce(createPolicyStore(pool), () => performance.now());
    const losses = new Map(
      stored.map(({ unitId }) => [unitId, { lossShare: GREATEST_LOSS_SHARE * random() }]),
    );
    const ports: RecommendPorts = {
      now: () => new Date(),
      elapsedMilliseconds: () => performance.now(),
      newId: () => '0',
      findIncident: async () => ({
        regionId: region.regionId,
        mapId: city.mapId,
        category: INCIDENT_CATEGORIES[Math.floor(random() * INCIDENT_CATEGORIES.length)]!,
        priority: PRIORITIES[Math.floor(random() * PRIORITIES.length)]!,
        needs: [],
        state: 'open',
        coordinates: city.anyPlace(random),
        rankingSettings: undefined,
        finished: [],
      }),
      findPlanInForce: policies.findPlanInForce,
      listDispatchableUnits: async () => stored,
      findPosition: (unitId) => fleet.positions.get(unitId),
      listCoverageLosses: () => losses,
      findUnitLegs: (...question) => findUnitLegs(city.engine, ...question),
      saveRecommendation: async ({ inputs, answer }) =>
        void (JSON.stringify(inputs).length + JSON.stringify(answer).length),
    };
    return await ask(ports, fleet, region.regionId, incidents);
  } finally {
    await pool.end();
  }
}

/** Units all over the city, of which some drive on between two questions. */
class Fleet {
  readonly positions = new Map<string, LastPosition>();

  constructor(
    private readonly city: City,
    readonly units: readonly DispatchableUnit[],
    private readonly random: () => number,
  ) {
    for (const unit of units) this.place(unit);
  }

  moveSome(): void {
    for (let moved = 0; moved < this.units.length * MOVED_SHARE; moved++)
      this.place(this.units[Math.floor(this.random() * this.units.length)]!);
    const now = new Date();
    for (const [unitId, { coordinates }] of this.positions)
      this.positions.set(unitId, { coordinates, deviceAt: now });
  }

  private place({ unitId }: DispatchableUnit): void {
    const coordinates = this.city.anyPlace(this.random);
    this.positions.set(unitId, { coordinates, deviceAt: new Date() });
    // As the api does when a position comes.
    snapVehicleAhead(this.city.engine, this.city.mapId, coordinates);
  }
}

async function ask(
  ports: RecommendPorts,
  fleet: Fleet,
  regionId: string,
  incidents: number,
): Promise<DecisionFigures> {
  const actor = {
    kind: 'user' as const,
    id: 'bench',
    displayName: 'Benchmark',
    roles: [{ regionId, role: 'dispatcher' as const }],
  };
  const times: number[] = [];
  let candidates = 0;
  const warmUp = Math.ceil(incidents / 5);
  for (let i = 0; i < warmUp + incidents; i++) {
    fleet.moveSome();
    const { milliseconds, answer } = await timed(() => recommendUnits(ports, actor, 'bench'));
    if (!answer.ok) throw new Error(`a recommendation was refused: ${answer.reason}`);
    // As the api does once an answer is out.
    collectYoungGarbage();
    if (i < warmUp) continue;
    times.push(milliseconds);
    candidates += answer.value.candidates.length;
  }
  return {
    units: fleet.units.length,
    p50Milliseconds: percentile(times, 0.5),
    p99Milliseconds: percentile(times, 0.99),
    meanCandidates: candidates / incidents,
  };
}
