import type { DestinationRulesView } from '#contracts';
import type { FacilityService } from '#domain';
import type { Editable, PolicyEdit } from './use-policy.ts';

export type DestinationContent = DestinationRulesView['rules'];
export type Rule = Editable<DestinationContent>['rules'][number];
export type Adjustment = Editable<DestinationContent>['needs'][number];
export type Preferred = Rule['preferred'];
export type Source = Rule['source'];
export type Edit = PolicyEdit<DestinationContent>;

const USUAL_LIMIT_SECONDS = 3600;
const USUAL_BYPASS_SECONDS = 600;

const assumed = (): Source => ({ basis: 'assumed', text: '' });

export const newRule = (number: number): Rule => ({
  rule: `rule${number}`,
  findings: [],
  categories: [],
  priorities: [1],
  acceptable: ['emergency24h'],
  preferred: [],
  levelSeconds: { hospital: 0 },
  travelLimitSeconds: USUAL_LIMIT_SECONDS,
  source: assumed(),
});

export const newAdjustment = (need: Adjustment['need']): Adjustment => ({
  need,
  exceptCategories: [],
  exceptPriorities: [],
  instead: [],
  preferred: [],
  source: assumed(),
});

/** The chosen services with what each was worth before; one that is new gets what is usual. */
export const preferredOf = (services: readonly FacilityService[], before: Preferred): Preferred =>
  services.map(
    (service) =>
      before.find((one) => one.service === service) ?? { service, bypassSeconds: USUAL_BYPASS_SECONDS },
  );
