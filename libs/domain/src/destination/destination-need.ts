import {
  type DestinationPatient,
  type DestinationRules,
  findDestinationRule,
  type NeedAdjustment,
  type PreferredService,
} from './destination-rules.ts';
import type { Priority } from '../incident/incident.ts';
import type { CareLevel, FacilityService } from './services.ts';

/** What one patient needs of a facility; all that advice asks for. */
export interface DestinationNeed {
  readonly priority: Priority;
  /** Names of the rule and of the needs that made it. */
  readonly rules: readonly string[];
  /** One of them is needed. */
  readonly acceptable: readonly FacilityService[];
  readonly preferred: readonly PreferredService[];
  readonly levelSeconds: Readonly<Partial<Record<CareLevel, number>>>;
  readonly travelLimitSeconds: number;
}

/** What a patient needs, looked up in checked rules. Throws on rules that were never checked and have none for it. */
export function getDestinationNeed(
  { rules, needs }: DestinationRules,
  patient: DestinationPatient,
): DestinationNeed {
  const rule = findDestinationRule(rules, patient);
  if (!rule) throw new Error(`No destination rule for ${patient.category}, priority ${patient.priority}.`);
  const adjustments = needs.filter((one) => applies(one, patient));
  const isForEmergencies = rule.acceptable.includes('emergency24h');
  const instead = isForEmergencies ? adjustments.flatMap((one) => one.instead) : [];
  return {
    priority: patient.priority,
    rules: [rule.rule, ...adjustments.map(({ need }) => `need:${need}`)],
    acceptable: [...new Set([...rule.acceptable, ...instead])],
    preferred: dearest([...rule.preferred, ...adjustments.flatMap((one) => one.preferred)]),
    levelSeconds: rule.levelSeconds,
    travelLimitSeconds: rule.travelLimitSeconds,
  };
}

const applies = (adjustment: NeedAdjustment, { category, priority, needs }: DestinationPatient): boolean =>
  needs.includes(adjustment.need) &&
  !adjustment.exceptCategories.includes(category) &&
  !adjustment.exceptPriorities.includes(priority);

/** A service that is preferred twice counts once, by the longer way it is worth. */
function dearest(preferred: readonly PreferredService[]): PreferredService[] {
  const byService = new Map<FacilityService, PreferredService>();
  for (const one of preferred) {
    const known = byService.get(one.service);
    if (!known || known.bypassSeconds < one.bypassSeconds) byService.set(one.service, one);
  }
  return [...byService.values()];
}
