import { evaluatePlan, type ChosenLife, type PlanAccount } from './evaluate-plan.ts';
import { orderYearOf } from './spending.ts';
import type { RenewalProblem } from './renewal-problem.ts';

/** One vehicle, owned or to come, over the plan. Years count from 0. */
export interface PlannedVehicle {
  /** The owned vehicle's id, or `new-1`, `new-2` ... */
  readonly vehicleId: string;
  readonly origin: 'owned' | 'bought' | 'leased';
  readonly typeId: string;
  readonly stationId?: string;
  readonly orderYear?: number;
  readonly deliveryYear?: number;
  readonly grantId?: string;
  readonly startsInReserve: boolean;
  /** First year out of service; the horizon: never. */
  readonly frontUntil: number;
  /** First year it is gone; the horizon: sold when the plan ends. */
  readonly heldUntil: number;
  /** The vehicle delivered to the same station in the year this one leaves service. */
  readonly replacedBy?: string;
}

export type VehicleStep = 'keep' | 'reserve' | 'toReserve' | 'dispose' | 'delivered';

export interface RenewalPlan extends PlanAccount {
  readonly vehicles: readonly PlannedVehicle[];
}

/** The plan of lives that were chosen: each vehicle by name, costs and breaches. */
export function makePlan(problem: RenewalProblem, chosen: readonly ChosenLife[]): RenewalPlan {
  return {
    ...evaluatePlan(problem, chosen),
    vehicles: pairReplacements(problem, nameVehicles(problem, chosen)),
  };
}

function nameVehicles(problem: RenewalProblem, chosen: readonly ChosenLife[]): PlannedVehicle[] {
  const taken = new Map<string, number>();
  let newCount = 0;
  const inOrder = [...chosen].sort((a, b) => a.life.cohort.fromYear - b.life.cohort.fromYear);
  return inOrder.flatMap(({ life, count }) => {
    const { cohort, frontUntil, heldUntil } = life;
    const first = taken.get(cohort.cohortId) ?? 0;
    taken.set(cohort.cohortId, first + count);
    return Array.from({ length: count }, (_, index): PlannedVehicle => {
      const isOwned = cohort.origin === 'owned';
      return {
        vehicleId: isOwned ? cohort.vehicleIds[first + index]! : `new-${(newCount += 1)}`,
        origin: cohort.origin,
        typeId: cohort.typeId,
        ...(cohort.stationId === undefined ? {} : { stationId: cohort.stationId }),
        ...(isOwned ? {} : { orderYear: orderYearOf(problem, cohort), deliveryYear: cohort.fromYear }),
        ...(cohort.grantId === undefined ? {} : { grantId: cohort.grantId }),
        startsInReserve: cohort.startsInReserve,
        frontUntil,
        heldUntil,
      };
    });
  });
}

/** Who leaves service first at a station is replaced by who comes there that year. */
function pairReplacements(problem: RenewalProblem, vehicles: readonly PlannedVehicle[]): PlannedVehicle[] {
  const coming = new Map<string, string[]>();
  const placeOf = (stationId: string | undefined, year: number) => `${stationId ?? ''}|${year}`;
  for (const one of vehicles) {
    if (one.deliveryYear === undefined || one.stationId === undefined) continue;
    const place = placeOf(one.stationId, one.deliveryYear);
    coming.set(place, [...(coming.get(place) ?? []), one.vehicleId]);
  }
  return vehicles.map((one) => {
    if (one.frontUntil >= problem.horizonYears) return one;
    const next = coming.get(placeOf(one.stationId, one.frontUntil))?.shift();
    return next === undefined ? one : { ...one, replacedBy: next };
  });
}

/** What happens to a vehicle at the start of a year; undefined: it is not there. */
export function stepInYear(vehicle: PlannedVehicle, year: number): VehicleStep | undefined {
  const from = vehicle.deliveryYear ?? 0;
  if (year < from || year > vehicle.heldUntil) return undefined;
  if (year === vehicle.heldUntil) return 'dispose';
  if (vehicle.origin !== 'owned' && year === from) return 'delivered';
  if (year < vehicle.frontUntil) return 'keep';
  return year === vehicle.frontUntil && !vehicle.startsInReserve ? 'toReserve' : 'reserve';
}
