import { greatCircleMeters, type LonLat } from '#domain';
import {
  createDispatchStore,
  createJointDecisionStore,
  createPolicyStore,
  inCommandTransaction,
} from '#persistence';
import { accept, createPoliciesInForce, type ProposalPorts, type RecommendPorts } from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import type { CommandFixture } from './command-fixture.ts';

/** Straight roads at 10 m/s, so that a test can reckon in its head; a minute is about 0.0066 degrees of longitude here. */
const METERS_PER_SECOND = 10;
const LAT = -34.9;

/** So many minutes of driving east of one place. */
export const at = (minutes: number): LonLat => [
  -56.5 + (minutes * 600) / (111_195 * Math.cos((LAT * Math.PI) / 180)),
  LAT,
];

export type Positions = Map<string, { coordinates: LonLat; deviceAt: Date }>;

/** How deciding and recommending see the world: the real database, and straight roads. */
export function decisionPorts(
  { pool }: CommandFixture,
  positions: Positions,
  holderId: string,
): ProposalPorts & RecommendPorts {
  return {
    ...createDispatchStore(pool),
    ...createJointDecisionStore(pool),
    holderId,
    now: () => new Date(),
    elapsedMilliseconds: () => performance.now(),
    newId: uuidv7,
    findPlanInForce: createPoliciesInForce(createPolicyStore(pool), () => performance.now()).findPlanInForce,
    pause: () => Promise.resolve(),
    findPosition: (unitId) => positions.get(unitId),
    listCoverageLosses: () => undefined,
    findUnitLegs: (_mapId, sources, target, limitSeconds) => {
      const legs = sources.map((source) => {
        const distanceMeters = greatCircleMeters(source, target);
        const travelSeconds = distanceMeters / METERS_PER_SECOND;
        return travelSeconds <= limitSeconds ? { travelSeconds, distanceMeters } : undefined;
      });
      const nothing = { cutOff: new Set<number>(), mapVersion: 1, conditionsVersion: 1, closureIds: [] };
      return Promise.resolve(accept({ legs, ...nothing }));
    },
    inTransaction: (work) => inCommandTransaction(pool, work),
    committed: () => undefined,
  };
}
