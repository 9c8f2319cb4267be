/** What a battery vehicle can do, of its data sheet or measured. */
export interface ElectricRange {
  readonly batteryKwh: number;
  readonly kwhPer100Km: number;
  /** What of the battery a crew may plan with on the worst day of winter: cold, age, and what must stay for one more call. */
  readonly usableShare: number;
  readonly chargeKw: number;
}

/** What a station offers and asks of a battery vehicle. */
export interface ChargingStation {
  /** Km of single days of single vehicles, as driven. */
  readonly dailyKm: readonly number[];
  readonly chargePointKw: number;
  /** Hours a day a vehicle stands at a charge point between its runs, beside the night's full charge. */
  readonly chargingHoursPerDay: number;
}

export interface ChargingFeasibility {
  readonly feasible: boolean;
  /** Share of the station's real days that can be driven. */
  readonly dayShare: number;
  /** Km a day with what is charged between runs. */
  readonly reachKm: number;
}

/** The days of a year that may exceed the range (another vehicle is sent): one in a hundred. */
export const NEEDED_DAY_SHARE = 0.99;

/** Can a battery vehicle do this station's days? Starts each day full; what is charged between runs adds to it. */
export function checkCharging(range: ElectricRange, station: ChargingStation): ChargingFeasibility {
  const chargedKwh = Math.min(range.chargeKw, station.chargePointKw) * station.chargingHoursPerDay;
  const reachKm = ((range.batteryKwh * range.usableShare + chargedKwh) / range.kwhPer100Km) * 100;
  const possible = station.dailyKm.filter((km) => km <= reachKm).length;
  const dayShare = station.dailyKm.length === 0 ? 1 : possible / station.dailyKm.length;
  return { feasible: station.chargePointKw > 0 && dayShare >= NEEDED_DAY_SHARE, dayShare, reachKm };
}
