import type { LifeCurve, ResaleCurve } from './cost-curves.ts';
import type { ChargingStation, ElectricRange } from './electric-range.ts';
import type { En1789Class } from './en-1789.ts';

/**
 * What a renewal plan is made from. All amounts are in `currency`, in money of the plan's first year. Years are counted from 0: the first
 * year of the plan. Sales and deliveries happen at the start of a year; whatever is left is sold when the horizon ends.
 */
export interface RenewalProblem {
  readonly currency: string;
  readonly firstYear: number;
  readonly horizonYears: number;
  /** Per year, for what is paid later. */
  readonly discountRate: number;
  readonly inflation: Inflation;
  /** When in the year running costs are paid, for discounting. Purchases and sales: at its start. */
  readonly runningCostsPaid: 'start' | 'middle' | 'end';
  readonly types: readonly VehicleType[];
  readonly stations: readonly RenewalStation[];
  readonly vehicles: readonly OwnedVehicle[];
  readonly requirements: readonly Requirement[];
  /** Growth of every requirement per year that gives no count per year of its own; rounded up to whole vehicles. */
  readonly demandGrowth: number;
  readonly reserveKmPerYear: number;
  /** Whole years from order to delivery. */
  readonly leadYears: number;
  /** Paid in each year with at least one purchase: the tender and what comes with it. */
  readonly tenderCost: number;
  readonly budget?: Budget;
  readonly grants: readonly Grant[];
  readonly rules: readonly RenewalRule[];
}

export interface Inflation {
  readonly price: number;
  readonly tender: number;
  readonly running: number;
  readonly resale: number;
}

export interface VehicleType {
  readonly typeId: string;
  readonly currency: string;
  readonly en1789Class: En1789Class;
  readonly capabilities: readonly string[];
  readonly price: number;
  /** Upkeep and failures. */
  readonly upkeep: LifeCurve;
  readonly downtimeDays: LifeCurve;
  readonly costPerDowntimeDay: number;
  readonly energyCostPerKm: number;
  readonly resale: ResaleCurve;
  /** No year of a vehicle's life may end beyond these, whatever the rules say: parts and type approval run out. */
  readonly longestLifeYears: number;
  readonly longestLifeKm?: number;
  /** Present for battery vehicles. */
  readonly electric?: ElectricRange;
  /** Absent: the type can't be leased. */
  readonly lease?: LeaseOffer;
  /** False: owned, but no longer sold. */
  readonly canBeBought: boolean;
}

export interface LeaseOffer {
  readonly yearlyPayment: number;
  readonly termYears: number;
  readonly includesUpkeep: boolean;
}

export interface RenewalStation {
  readonly stationId: string;
  readonly kmPerVehicleYear: number;
  /** Absent: no battery vehicle can be stationed here. */
  readonly charging?: ChargingStation & { readonly chargePoints: number };
}

export interface OwnedVehicle {
  readonly vehicleId: string;
  readonly typeId: string;
  readonly stationId: string;
  readonly role: 'front' | 'reserve';
  /** At the start of the plan. */
  readonly ageYears: number;
  readonly odometerKm: number;
}

/** Vehicles that must be in service. `stationId` absent: anywhere. */
export interface Requirement {
  readonly requirementId: string;
  readonly stationId?: string;
  readonly need:
    | { readonly kind: 'any' }
    | { readonly kind: 'class'; readonly atLeast: En1789Class }
    | { readonly kind: 'capability'; readonly capability: string };
  /** One count for all years (then it grows), or one for each year. */
  readonly count: number | readonly number[];
  readonly strength: Strength;
}

/** A hard rule may not break; a soft one breaks at a price per unit and year (the unit is told at each rule). */
export type Strength = { readonly kind: 'hard' } | { readonly kind: 'soft'; readonly pricePerUnit: number };

export interface Budget {
  readonly currency: string;
  readonly perYear: readonly number[];
  /** What is not spent stays for later years, at most so much (0: nothing stays). */
  readonly carryOverLimit: number;
  readonly paidAt: 'order' | 'delivery';
  readonly coversLeases: boolean;
  /** Unit: one of the currency overspent. */
  readonly strength: Strength;
}

/** Co-funding: pays a share of the price of vehicles paid for in some years. A vehicle takes at most one grant. */
export interface Grant {
  readonly grantId: string;
  readonly currency: string;
  readonly years: readonly number[];
  readonly share: number;
  readonly typeIds?: readonly string[];
  /** All it pays, over all years. */
  readonly limit?: number;
}

interface RuleBase {
  readonly ruleId: string;
  readonly strength: Strength;
}

export type RenewalRule = RuleBase &
  (
    | /** No vehicle's year ends beyond this age. Unit: a vehicle and year past it. */
      { readonly kind: 'maxAge'; readonly years: number; readonly scope: 'front' | 'all' }
      /** The same by odometer. */
    | { readonly kind: 'maxKm'; readonly km: number; readonly scope: 'front' | 'all' }
    /** Mean age at the start of each year, after its deliveries. Unit: a vehicle and year of age above. */
    | { readonly kind: 'meanAge'; readonly years: number; readonly scope: 'front' | 'all' }
    /** Reserve vehicles as a share of those required in service, rounded up. `atLeast`: of this class. Unit: a vehicle missing. */
    | { readonly kind: 'reserveShare'; readonly share: number; readonly atLeast?: En1789Class }
    /** No more than so many deliveries a year. Unit: a vehicle more. */
    | { readonly kind: 'smoothing'; readonly largestPerYear: number }
    /** Deliveries in these years only. Unit: a vehicle in another year. */
    | { readonly kind: 'purchaseYears'; readonly years: readonly number[] }
    /** Battery vehicles as a share of those in service, from a year on. Unit: a vehicle missing. */
    | { readonly kind: 'electricShare'; readonly share: number; readonly fromYear: number }
  );

export type RuleKind = RenewalRule['kind'];

/** The rule a breach belongs to; a budget is named `budget`, a requirement by its id. */
export const BUDGET_ID = 'budget';
