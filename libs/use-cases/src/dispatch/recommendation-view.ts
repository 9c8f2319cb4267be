import type { RecommendationView, SentenceView } from '#contracts';
import type { Explanation, RankedPlan, ResponseRequirement } from '#domain';

export const viewSentence = ({ key, values }: Explanation): SentenceView => ({ key, values });

/** The plan with the limits it was filled by. */
export function viewPlan(plan: RankedPlan, requirement: ResponseRequirement): RecommendationView['plan'] {
  return {
    version: plan.version,
    travelLimitSeconds: requirement.travelLimitSeconds,
    travelLimitMeters: requirement.travelLimitMeters ?? null,
    unitIds: [...plan.unitIds],
    slots: plan.slots.map((slot) => ({
      ...slot,
      capabilities: [...slot.capabilities],
      unitIds: [...slot.unitIds],
      arrivalSeconds: [...slot.arrivalSeconds],
    })),
    isShort: plan.slots.some(({ found, wanted }) => found < wanted),
  };
}
