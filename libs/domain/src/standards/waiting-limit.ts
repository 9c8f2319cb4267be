import type { IncidentCategory, Priority } from '../incident/incident.ts';
import { concernsIncident } from './evaluate-standard.ts';
import type { ResponseStandard } from './response-standard.ts';

/**
 * After how many seconds without help an incident breaks a standard: the strictest limit of all temporal standards that
 * concern its category and priority, whatever their statistic, since a mean or a percentile is kept only by keeping most
 * single responses. A transfer is left out of standards that exclude transfers. Undefined where no standard says anything.
 */
export function findWaitingLimitSeconds(
  standards: readonly ResponseStandard[],
  category: IncidentCategory,
  priority: Priority,
): number | undefined {
  const limits = standards
    .filter((standard) => standard.kind === 'temporal')
    .filter((standard) => concernsIncident(standard, { category, priority }))
    .filter(({ exclusions }) => category !== 'transfer' || !exclusions.includes('transferBetweenFacilities'))
    .map(({ limitSeconds }) => limitSeconds);
  return limits.length === 0 ? undefined : Math.min(...limits);
}
