import type { RenewalRule } from './renewal-problem.ts';

/** Replacement rules as regions publish them; each region may change them. */
export interface RulePreset {
  readonly presetId: string;
  readonly rules: readonly RenewalRule[];
}

const HARD = { kind: 'hard' } as const;
const maxAge = (years: number): RenewalRule => ({
  ruleId: 'maxAge',
  kind: 'maxAge',
  years,
  scope: 'front',
  strength: HARD,
});
const maxKm = (km: number): RenewalRule => ({
  ruleId: 'maxKm',
  kind: 'maxKm',
  km,
  scope: 'front',
  strength: HARD,
});

export const RULE_PRESETS: readonly RulePreset[] = [
  /** About 50,000 km a year, so five years. */
  { presetId: 'centralBohemia', rules: [maxAge(5), maxKm(250_000)] },
  { presetId: 'prague', rules: [maxAge(6), maxKm(250_000)] },
  { presetId: 'plzen', rules: [maxAge(5), maxKm(200_000)] },
  /** Beyond 200,000 km critical; old vehicles become the reserve. */
  { presetId: 'liberec', rules: [maxKm(200_000)] },
  /** Crews and 30 %. */
  {
    presetId: 'bulgaria',
    rules: [{ ruleId: 'reserveShare', kind: 'reserveShare', share: 0.3, strength: HARD }],
  },
  {
    presetId: 'eastMidlands',
    rules: [maxAge(7), { ruleId: 'meanAge', kind: 'meanAge', years: 3.5, scope: 'front', strength: HARD }],
  },
];
