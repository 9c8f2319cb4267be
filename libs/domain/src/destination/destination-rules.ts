import {
  INCIDENT_CATEGORIES,
  type IncidentCategory,
  PRIORITIES,
  type Priority,
} from '../incident/incident.ts';
import { PATIENT_NEEDS, type PatientNeed } from '../response-plan/response-plan.ts';
import {
  type Checked,
  checkedOf,
  checkLimit,
  checkList,
  checkSome,
  type FieldFault,
} from '../standards/field-fault.ts';
import { CARE_LEVELS, type CareLevel, FACILITY_SERVICES, type FacilityService } from './services.ts';

/** What a crew may have found that decides about the destination by itself. */
export const PATIENT_FINDINGS = [
  'stElevation',
  'majorTrauma',
  'majorBurn',
  'infectious',
  'dialysis',
] as const;
export type PatientFinding = (typeof PATIENT_FINDINGS)[number];

/** A service that is worth a longer way: a facility without it counts as this much farther away. */
export interface PreferredService {
  readonly service: FacilityService;
  readonly bypassSeconds: number;
}

/** What some patients need of a facility. */
export interface DestinationRule {
  /** Unique; screens and tests name the rule by it. */
  readonly rule: string;
  /** Empty: not by findings, but by category and priority. */
  readonly findings: readonly PatientFinding[];
  /** Empty for every category. */
  readonly categories: readonly IncidentCategory[];
  readonly priorities: readonly Priority[];
  /** A facility needs one of them, in service. */
  readonly acceptable: readonly FacilityService[];
  readonly preferred: readonly PreferredService[];
  /** Levels that will do. The seconds say how much farther a place of the level counts: what it is too good for this patient. */
  readonly levelSeconds: Readonly<Partial<Record<CareLevel, number>>>;
  readonly travelLimitSeconds: number;
  readonly source: RuleSource;
}

/** How sure a number is: read in the source, told of it elsewhere, or chosen by us. Regions put their own in its place. */
export interface RuleSource {
  readonly basis: 'read' | 'secondary' | 'assumed';
  readonly text: string;
}

/** What a patient's need changes in whatever rule applies. */
export interface NeedAdjustment {
  readonly need: PatientNeed;
  readonly exceptCategories: readonly IncidentCategory[];
  readonly exceptPriorities: readonly Priority[];
  /** Does as well as an emergency department for adults. */
  readonly instead: readonly FacilityService[];
  readonly preferred: readonly PreferredService[];
  readonly source: RuleSource;
}

export interface DestinationRules {
  /** The first that fits applies; those by findings stand before those by category. */
  readonly rules: readonly DestinationRule[];
  readonly needs: readonly NeedAdjustment[];
}

export const LONGEST_DESTINATION_SECONDS = 14_400;
export const LARGEST_DESTINATION_PENALTY_SECONDS = 7200;

/** Checks rules as data: known and unique values, sound limits, and a rule for every category and priority. */
export function checkDestinationRules(all: DestinationRules): Checked<DestinationRules> {
  const names = all.rules.map(({ rule }) => rule);
  const needs = all.needs.map(({ need }) => need);
  return checkedOf(all, [
    ...checkList('rules', names, names).map((fault) => ({ ...fault, path: `${fault.path}.rule` })),
    ...all.rules.flatMap((rule, index) => checkRule(`rules[${index}]`, rule)),
    ...checkEveryPatientHasRule(all.rules),
    ...checkList('needs', needs, PATIENT_NEEDS),
    ...all.needs.flatMap((one, index) => [
      ...checkList(`needs[${index}].exceptCategories`, one.exceptCategories, INCIDENT_CATEGORIES),
      ...checkList(`needs[${index}].exceptPriorities`, one.exceptPriorities, PRIORITIES),
      ...checkList(`needs[${index}].instead`, one.instead, FACILITY_SERVICES),
      ...checkPreferred(`needs[${index}].preferred`, one.preferred),
    ]),
  ]);
}

function checkRule(path: string, rule: DestinationRule): FieldFault[] {
  const levels = Object.keys(rule.levelSeconds) as CareLevel[];
  return [
    ...(rule.rule.trim() === '' ? [{ path: `${path}.rule`, fault: 'empty' as const }] : []),
    ...checkList(`${path}.findings`, rule.findings, PATIENT_FINDINGS),
    ...checkList(`${path}.categories`, rule.categories, INCIDENT_CATEGORIES),
    ...checkSome(`${path}.priorities`, rule.priorities, PRIORITIES),
    ...checkSome(`${path}.acceptable`, rule.acceptable, FACILITY_SERVICES),
    ...checkPreferred(`${path}.preferred`, rule.preferred),
    ...checkSome(`${path}.levelSeconds`, levels, CARE_LEVELS),
    ...levels.flatMap((level) => checkPenalty(`${path}.levelSeconds.${level}`, rule.levelSeconds[level]!)),
    ...checkLimit(`${path}.travelLimitSeconds`, rule.travelLimitSeconds, LONGEST_DESTINATION_SECONDS),
  ];
}

function checkPreferred(path: string, preferred: readonly PreferredService[]): FieldFault[] {
  const services = preferred.map(({ service }) => service);
  return [
    ...checkList(path, services, FACILITY_SERVICES),
    ...preferred.flatMap(({ bypassSeconds }, index) =>
      checkLimit(`${path}[${index}].bypassSeconds`, bypassSeconds, LARGEST_DESTINATION_PENALTY_SECONDS),
    ),
  ];
}

const checkPenalty = (path: string, seconds: number): FieldFault[] =>
  seconds === 0 ? [] : checkLimit(path, seconds, LARGEST_DESTINATION_PENALTY_SECONDS);

function checkEveryPatientHasRule(rules: readonly DestinationRule[]): FieldFault[] {
  return PRIORITIES.flatMap((priority): FieldFault[] => {
    const without = INCIDENT_CATEGORIES.filter(
      (category) => !findDestinationRule(rules, { category, priority, findings: [] }),
    );
    return without.length === 0
      ? []
      : [{ path: 'rules', fault: 'missing', details: { priority, categories: without.join(',') } }];
  });
}

/** The patient, as far as a destination depends on it. */
export interface DestinationPatient {
  readonly category: IncidentCategory;
  readonly priority: Priority;
  readonly needs: readonly PatientNeed[];
  readonly findings: readonly PatientFinding[];
}

export function findDestinationRule(
  rules: readonly DestinationRule[],
  { category, priority, findings }: Omit<DestinationPatient, 'needs'>,
): DestinationRule | undefined {
  return rules.find(
    (rule) =>
      (rule.categories.length === 0 || rule.categories.includes(category)) &&
      rule.priorities.includes(priority) &&
      (rule.findings.length === 0 || rule.findings.some((one) => findings.includes(one))),
  );
}
