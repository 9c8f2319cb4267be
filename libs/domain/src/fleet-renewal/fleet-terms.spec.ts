import { describe, expect, it } from '@jest/globals';
import { checkCharging } from './electric-range.ts';
import { classCovers } from './en-1789.ts';
import { stepInYear, type PlannedVehicle } from './renewal-plan.ts';
import { RULE_PRESETS } from './rule-presets.ts';

describe('classes of EN 1789', () => {
  it('let a higher class stand in for a lower one', () => {
    expect(classCovers('C', 'B')).toBe(true);
    expect(classCovers('B', 'B')).toBe(true);
    expect(classCovers('A2', 'B')).toBe(false);
  });
});

describe('battery vehicles', () => {
  const range = { batteryKwh: 80, kwhPer100Km: 40, usableShare: 0.75, chargeKw: 50 };
  const station = { dailyKm: Array<number>(100).fill(140), chargePointKw: 22, chargingHoursPerDay: 0 };

  it('reach what battery and charging between runs allow', () => {
    expect(checkCharging(range, station)).toEqual({ feasible: true, dayShare: 1, reachKm: 150 });
    expect(checkCharging(range, { ...station, chargingHoursPerDay: 2 }).reachKm).toBeCloseTo(260);
  });

  it('may fail one day in a hundred, not two', () => {
    const days = (long: number) => station.dailyKm.map((km, index) => (index < long ? 200 : km));
    expect(checkCharging(range, { ...station, dailyKm: days(1) }).feasible).toBe(true);
    expect(checkCharging(range, { ...station, dailyKm: days(2) }).feasible).toBe(false);
  });

  it('need somewhere to charge', () => {
    expect(checkCharging(range, { ...station, chargePointKw: 0 }).feasible).toBe(false);
  });
});

describe('what happens to a vehicle in a year', () => {
  const owned: PlannedVehicle = {
    vehicleId: 'A',
    origin: 'owned',
    typeId: 'diesel',
    startsInReserve: false,
    frontUntil: 2,
    heldUntil: 4,
  };

  it('is told step by step', () => {
    expect([0, 1, 2, 3, 4, 5].map((year) => stepInYear(owned, year))).toEqual([
      'keep',
      'keep',
      'toReserve',
      'reserve',
      'dispose',
      undefined,
    ]);
    const bought: PlannedVehicle = { ...owned, origin: 'bought', orderYear: 0, deliveryYear: 1 };
    expect([0, 1, 2].map((year) => stepInYear(bought, year))).toEqual([undefined, 'delivered', 'toReserve']);
    expect(stepInYear({ ...owned, startsInReserve: true, frontUntil: 0 }, 0)).toBe('reserve');
  });
});

describe('rules by region', () => {
  it('have ids that do not repeat', () => {
    for (const { rules } of RULE_PRESETS) {
      expect(new Set(rules.map((rule) => rule.ruleId)).size).toBe(rules.length);
    }
    expect(new Set(RULE_PRESETS.map((preset) => preset.presetId)).size).toBe(RULE_PRESETS.length);
  });
});
