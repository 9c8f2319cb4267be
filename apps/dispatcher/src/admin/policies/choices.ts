import {
  CAPABILITIES,
  CLOCK_STARTS,
  CLOCK_STOPS,
  INCIDENT_CATEGORIES,
  PATIENT_FINDINGS,
  PATIENT_NEEDS,
  PRIORITIES,
  STANDARD_EXCLUSIONS,
  STANDARD_STATISTICS,
} from '#domain';
import { capabilityWord, categoryWord } from '#ui';
import { t } from '../../i18n/text.ts';
import { o } from '../office-text.ts';

export const categoryChoices = () =>
  INCIDENT_CATEGORIES.map((value) => ({ value, text: categoryWord(value) }));
export const capabilityChoices = () => CAPABILITIES.map((value) => ({ value, text: capabilityWord(value) }));
export const priorityChoices = () => PRIORITIES.map((value) => ({ value, text: String(value) }));
export const needChoices = () => PATIENT_NEEDS.map((value) => ({ value, text: t(`need.${value}`) }));
export const findingChoices = () => PATIENT_FINDINGS.map((value) => ({ value, text: o(`finding.${value}`) }));
export const clockStartChoices = () => CLOCK_STARTS.map((value) => ({ value, text: o(`clock.${value}`) }));
export const clockStopChoices = () => CLOCK_STOPS.map((value) => ({ value, text: o(`clock.${value}`) }));
export const exclusionChoices = () =>
  STANDARD_EXCLUSIONS.map((value) => ({ value, text: o(`exclusion.${value}`) }));
export const statisticChoices = () =>
  STANDARD_STATISTICS.map((value) => ({ value, text: o(`statistic.${value}`) }));
