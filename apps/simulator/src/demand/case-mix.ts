import type { IncidentCategory, IncidentOutcome } from '#domain';
import { drawLognormal, drawWeighted, type Random } from '../random/random.ts';

interface CaseKind {
  readonly category: IncidentCategory;
  readonly weight: number;
  /** Chances of priority 1, 2 and 3; the rest is 4. */
  readonly priorities: readonly [number, number, number];
  readonly transportShare: number;
  readonly words: string;
}

/** A mix that a city's desk would find ordinary; the weights are of no one city. */
const CASE_KINDS: readonly CaseKind[] = [
  {
    category: 'fall',
    weight: 17,
    priorities: [0.05, 0.35, 0.45],
    transportShare: 0.66,
    words: 'Fell and cannot get up',
  },
  {
    category: 'breathing',
    weight: 13,
    priorities: [0.45, 0.4, 0.15],
    transportShare: 0.82,
    words: 'Can hardly breathe',
  },
  {
    category: 'chestPain',
    weight: 11,
    priorities: [0.55, 0.4, 0.05],
    transportShare: 0.85,
    words: 'Strong pain in the chest',
  },
  {
    category: 'unconscious',
    weight: 8,
    priorities: [0.7, 0.25, 0.05],
    transportShare: 0.72,
    words: 'Fainted, slow to answer',
  },
  {
    category: 'abdominal',
    weight: 7,
    priorities: [0.05, 0.4, 0.45],
    transportShare: 0.75,
    words: 'Severe pain in the belly',
  },
  {
    category: 'trauma',
    weight: 7,
    priorities: [0.2, 0.5, 0.25],
    transportShare: 0.76,
    words: 'Injured, it bleeds',
  },
  {
    category: 'psychiatric',
    weight: 6,
    priorities: [0.05, 0.4, 0.4],
    transportShare: 0.62,
    words: 'Very upset, afraid for herself',
  },
  {
    category: 'roadAccident',
    weight: 6,
    priorities: [0.35, 0.5, 0.15],
    transportShare: 0.68,
    words: 'Two cars collided, one person hurt',
  },
  {
    category: 'stroke',
    weight: 5,
    priorities: [0.8, 0.2, 0],
    transportShare: 0.94,
    words: 'Face droops, speech is slurred',
  },
  {
    category: 'fever',
    weight: 4,
    priorities: [0.02, 0.23, 0.45],
    transportShare: 0.5,
    words: 'High fever for two days',
  },
  {
    category: 'poisoning',
    weight: 4,
    priorities: [0.3, 0.5, 0.2],
    transportShare: 0.8,
    words: 'Took too many tablets',
  },
  {
    category: 'child',
    weight: 4,
    priorities: [0.3, 0.45, 0.2],
    transportShare: 0.7,
    words: 'The child is ill',
  },
  {
    category: 'allergy',
    weight: 2,
    priorities: [0.4, 0.4, 0.2],
    transportShare: 0.6,
    words: 'Swollen after a wasp sting',
  },
  {
    category: 'cardiacArrest',
    weight: 2,
    priorities: [1, 0, 0],
    transportShare: 0.45,
    words: 'Does not breathe, somebody presses the chest',
  },
  {
    category: 'birth',
    weight: 1,
    priorities: [0.5, 0.4, 0.1],
    transportShare: 0.97,
    words: 'The birth has begun',
  },
  {
    category: 'burn',
    weight: 1,
    priorities: [0.3, 0.5, 0.2],
    transportShare: 0.8,
    words: 'Scalded by hot water',
  },
  { category: 'other', weight: 2, priorities: [0.05, 0.3, 0.4], transportShare: 0.5, words: 'Feels unwell' },
];

export interface DrawnCase {
  readonly category: IncidentCategory;
  /** 1 to 4. */
  readonly priority: number;
  readonly words: string;
}

/** What a call is about. */
export function drawCase(random: Random): DrawnCase {
  const { category, priorities, words } = drawWeighted(random, CASE_KINDS);
  let rest = random();
  const index = priorities.findIndex((share) => (rest -= share) < 0);
  return { category, priority: index === -1 ? 4 : index + 1, words };
}

/** Everything a crew will decide and how long each step takes it, in seconds. */
export interface CrewDraws {
  readonly acknowledgeSeconds: number;
  readonly turnoutSeconds: number;
  readonly toPatientSeconds: number;
  readonly onSceneSeconds: number;
  readonly isTransported: boolean;
  /** 0 to 1; picks the hospital among the near ones. */
  readonly hospitalDraw: number;
  readonly handoverSeconds: number;
  readonly clearSeconds: number;
}

/**
 * Turnout: the 60 s that NFPA 1710 asks for. On scene: mean 13.4 min of urban ground ambulances (Carr et al. 2006, "A
 * meta-analysis of prehospital care times for trauma", Prehospital Emergency Care 10), lognormal as such times are, so
 * the median is 11.8 min at sigma 0.5. Handover: the 15 min that the NHS standard contract asks for, then a clean-up.
 */
export function drawCrewWork(random: Random, category: IncidentCategory): CrewDraws {
  const kind = CASE_KINDS.find((one) => one.category === category) ?? CASE_KINDS.at(-1)!;
  return {
    acknowledgeSeconds: drawLognormal(random, 12, 0.4),
    turnoutSeconds: drawLognormal(random, 60, 0.35),
    toPatientSeconds: drawLognormal(random, 75, 0.5),
    onSceneSeconds: drawLognormal(random, 708, 0.5),
    isTransported: random() < kind.transportShare,
    hospitalDraw: random(),
    handoverSeconds: drawLognormal(random, 900, 0.35),
    clearSeconds: drawLognormal(random, 240, 0.4),
  };
}

/** How an incident ended whose patient was not taken anywhere. */
const OUTCOMES_ON_SCENE: readonly { readonly outcome: IncidentOutcome; readonly weight: number }[] = [
  { outcome: 'treatedOnScene', weight: 70 },
  { outcome: 'refused', weight: 18 },
  { outcome: 'noPatientFound', weight: 12 },
];

export function drawOutcome(random: Random, wasTransported: boolean): IncidentOutcome {
  return wasTransported ? 'transported' : drawWeighted(random, OUTCOMES_ON_SCENE).outcome;
}
