import type { IncidentCategory, Priority } from '../incident/incident.ts';
import type { DestinationRule, DestinationRules, NeedAdjustment, RuleSource } from './destination-rules.ts';
import type { CareLevel, FacilityService } from './services.ts';

const EVERY_PRIORITY: readonly Priority[] = [1, 2, 3, 4];
const HOSPITAL: Partial<Record<CareLevel, number>> = { hospital: 0 };
/** A place for small things before a hospital that is up to 10 or 15 minutes nearer: our own choice. */
const SOMEWHAT_ILL: Partial<Record<CareLevel, number>> = {
  urgentCare: 0,
  diagnosticCentre: 300,
  hospital: 600,
};
const SLIGHTLY_ILL: Partial<Record<CareLevel, number>> = {
  urgentCare: 0,
  diagnosticCentre: 0,
  clinic: 0,
  hospital: 900,
};

const read = (text: string): RuleSource => ({ basis: 'read', text });
const secondary = (text: string): RuleSource => ({ basis: 'secondary', text });
const ASSUMED: RuleSource = {
  basis: 'assumed',
  text: 'Our own choice; a region puts its protocol in its place.',
};

interface Row {
  readonly findings?: DestinationRule['findings'];
  readonly categories?: readonly IncidentCategory[];
  readonly priorities?: readonly Priority[];
  readonly acceptable: readonly FacilityService[];
  readonly preferred?: readonly (readonly [FacilityService, number])[];
  readonly levelSeconds?: DestinationRule['levelSeconds'];
  readonly travelLimitSeconds?: number;
  readonly source?: RuleSource;
}

/** Beyond an hour of road somebody must decide by other things than a list. */
const USUAL_LIMIT_SECONDS = 3600;

const ruleOf = (rule: string, row: Row): DestinationRule => ({
  rule,
  findings: row.findings ?? [],
  categories: row.categories ?? [],
  priorities: row.priorities ?? EVERY_PRIORITY,
  acceptable: row.acceptable,
  preferred: (row.preferred ?? []).map(([service, bypassSeconds]) => ({ service, bypassSeconds })),
  levelSeconds: row.levelSeconds ?? HOSPITAL,
  travelLimitSeconds: row.travelLimitSeconds ?? USUAL_LIMIT_SECONDS,
  source: row.source ?? ASSUMED,
});

/** What a hospital must see whatever its priority says. */
const NEVER_MINOR: readonly IncidentCategory[] = [
  'cardiacArrest',
  'chestPain',
  'breathing',
  'stroke',
  'unconscious',
];
const INJURIES: readonly IncidentCategory[] = ['trauma', 'roadAccident', 'fall', 'burn'];

const BY_FINDING: readonly DestinationRule[] = [
  ruleOf('stElevation', {
    findings: ['stElevation'],
    acceptable: ['cathLab', 'emergency24h'],
    preferred: [['cathLab', 3600]],
    travelLimitSeconds: 7200,
    source: secondary(
      'ESC guidelines 2017 (STEMI) and 2023 (ACS): catheter first when it is in within 120 min of the diagnosis, of which up ' +
        'to 60 min in the house; that leaves an hour of road.',
    ),
  }),
  ruleOf('majorTrauma', {
    findings: ['majorTrauma'],
    acceptable: ['trauma', 'emergency24h'],
    preferred: [['trauma', 1800]],
    source: secondary(
      'English trauma networks pass nearer hospitals when a major trauma centre is within 45 to 60 min.',
    ),
  }),
  ruleOf('majorBurn', {
    findings: ['majorBurn'],
    acceptable: ['burns', 'trauma', 'emergency24h'],
    preferred: [['burns', 1800]],
  }),
  ruleOf('infectious', {
    findings: ['infectious'],
    acceptable: ['infectious', 'emergency24h'],
    preferred: [['infectious', 1200]],
  }),
  ruleOf('dialysis', {
    findings: ['dialysis'],
    priorities: [2, 3, 4],
    acceptable: ['dialysis'],
    levelSeconds: { hospital: 0, urgentCare: 0, diagnosticCentre: 0, clinic: 0 },
    travelLimitSeconds: 7200,
  }),
];

const BY_CATEGORY: readonly DestinationRule[] = [
  ruleOf('cardiacArrest', {
    categories: ['cardiacArrest'],
    acceptable: ['emergency24h', 'cathLab'],
    preferred: [['cathLab', 600]],
  }),
  ruleOf('chestPain', {
    categories: ['chestPain'],
    acceptable: ['emergency24h', 'cathLab'],
    preferred: [['cathLab', 600]],
  }),
  ruleOf('stroke', {
    categories: ['stroke'],
    acceptable: ['stroke', 'emergency24h'],
    preferred: [['stroke', 1800]],
    source: read(
      'Venema et al., Stroke 2020;51:3310 (abstract): models direct transport with at most 30 min of additional driving.',
    ),
  }),
  ruleOf('seriousInjury', {
    categories: ['trauma', 'roadAccident'],
    priorities: [1],
    acceptable: ['trauma', 'emergency24h'],
    preferred: [['trauma', 1200]],
  }),
  ruleOf('seriousBurn', {
    categories: ['burn'],
    priorities: [1, 2],
    acceptable: ['burns', 'emergency24h'],
    preferred: [['burns', 1200]],
  }),
  ruleOf('birth', {
    categories: ['birth'],
    acceptable: ['maternity', 'emergency24h'],
    preferred: [['maternity', 1800]],
  }),
  ruleOf('childMinor', {
    categories: ['child'],
    priorities: [4],
    acceptable: ['generalPractice', 'minorInjuries', 'paediatric24h', 'emergency24h'],
    levelSeconds: { urgentCare: 0, clinic: 0, diagnosticCentre: 300, hospital: 600 },
  }),
  ruleOf('child', {
    categories: ['child'],
    acceptable: ['paediatric24h', 'emergency24h'],
    preferred: [['paediatric24h', 1200]],
  }),
  ruleOf('psychiatric', {
    categories: ['psychiatric'],
    priorities: [2, 3, 4],
    acceptable: ['psychiatric', 'emergency24h'],
    preferred: [['psychiatric', 1800]],
  }),
  ruleOf('poisoning', {
    categories: ['poisoning'],
    acceptable: ['emergency24h', 'toxicology'],
    preferred: [['toxicology', 600]],
  }),
  ruleOf('transfer', {
    categories: ['transfer'],
    acceptable: [
      'emergency24h',
      'paediatric24h',
      'maternity',
      'psychiatric',
      'imaging',
      'dialysis',
      'generalPractice',
    ],
    levelSeconds: { hospital: 0, urgentCare: 0, diagnosticCentre: 0, clinic: 0 },
    travelLimitSeconds: 7200,
  }),
  ruleOf('serious', { priorities: [1, 2], acceptable: ['emergency24h'] }),
  ruleOf('neverMinor', { categories: NEVER_MINOR, priorities: [3, 4], acceptable: ['emergency24h'] }),
  ruleOf('injury', {
    categories: INJURIES,
    priorities: [3],
    acceptable: ['minorInjuries', 'emergency24h'],
    // A doubtful bone wants a picture, and a place without one sends the patient on.
    preferred: [['imaging', 300]],
    levelSeconds: SOMEWHAT_ILL,
  }),
  ruleOf('minorInjury', {
    categories: INJURIES,
    priorities: [4],
    acceptable: ['minorInjuries', 'emergency24h'],
    levelSeconds: SLIGHTLY_ILL,
  }),
  ruleOf('somewhatIll', {
    priorities: [3],
    acceptable: ['generalPractice', 'minorInjuries', 'emergency24h'],
    levelSeconds: SOMEWHAT_ILL,
  }),
  ruleOf('slightlyIll', {
    priorities: [4],
    acceptable: ['generalPractice', 'minorInjuries', 'emergency24h'],
    levelSeconds: SLIGHTLY_ILL,
  }),
];

const adjustment = (need: NeedAdjustment['need'], rest: Partial<NeedAdjustment>): NeedAdjustment => ({
  need,
  exceptCategories: [],
  exceptPriorities: [],
  instead: [],
  preferred: [],
  source: ASSUMED,
  ...rest,
});

/**
 * The rules that a region goes by until it has its own. Where nobody has told which hospitals have a stroke unit, a cath
 * lab and so on, the nearest emergency department is advised, as without these rules.
 */
export const DESTINATION_RULES: DestinationRules = {
  rules: [...BY_FINDING, ...BY_CATEGORY],
  needs: [
    adjustment('child', {
      // The rule of the category says it already.
      exceptCategories: ['child'],
      instead: ['paediatric24h'],
      preferred: [{ service: 'paediatric24h', bypassSeconds: 1200 }],
    }),
    adjustment('newborn', {
      instead: ['paediatric24h', 'maternity'],
      preferred: [{ service: 'neonatal', bypassSeconds: 1800 }],
    }),
    adjustment('birth', {
      exceptCategories: ['birth', 'cardiacArrest'],
      instead: ['maternity'],
      preferred: [{ service: 'maternity', bypassSeconds: 1200 }],
    }),
    adjustment('psychiatric', {
      exceptCategories: [
        ...NEVER_MINOR,
        ...INJURIES,
        'psychiatric',
        'birth',
        'poisoning',
        'abdominal',
        'allergy',
      ],
      exceptPriorities: [1],
      instead: ['psychiatric'],
      preferred: [{ service: 'psychiatric', bypassSeconds: 900 }],
    }),
    adjustment('intensiveCare', { preferred: [{ service: 'intensiveCare', bypassSeconds: 900 }] }),
  ],
};
