import type { RankedPlan, RankedUnit, Ranking, SoftRuleName } from './rankable-unit.ts';

/** A sentence as a message key with its values; screens render it in the user's language. */
export interface Explanation {
  readonly key: ExplanationKey;
  readonly values: Readonly<Record<string, string | number>>;
}

export const EXPLANATION_KEYS = [
  'nobodyFree',
  'onlyOne',
  'nearestByRoad',
  'firstDespiteTurnout',
  'nextNotFree',
  'together',
  'laterBut.coverage',
  'laterBut.diversion',
  'laterBut.border',
  'laterBut.endOfShift',
  'laterBut.unfamiliarArea',
  'laterBut.notYetFree',
  'unitDiverted',
  'unitSoonFree',
  'unitNeighbour',
  'unitReserved',
  'nearerBusy',
  'proposedInstead',
  'providedFor',
  'proposedTogether',
  'planMetAlready',
  'planShort',
  'coverageUnknown',
] as const;
export type ExplanationKey = (typeof EXPLANATION_KEYS)[number];

/** Why the first is first, who goes with it, and what is short. Never empty: the first sentence says who is first. */
export function explainRanking(ranking: Ranking): readonly [Explanation, ...Explanation[]] {
  const [first] = ranking.candidates;
  const { unitIds } = ranking.plan;
  const proposed = ranking.candidates
    .filter(({ isProposed }) => isProposed)
    .sort((a, b) => unitIds.indexOf(a.unitId) - unitIds.indexOf(b.unitId));
  return [
    explainFirst(ranking),
    ...(first && !first.isProposed ? explainUnproposed(first, ranking.plan, proposed) : []),
    ...[...(first ? [first] : []), ...proposed.filter((unit) => unit !== first)].flatMap(describeSource),
    ...(first ? describeNearerBusy(first, ranking) : []),
    ...describeProposal(ranking, proposed),
    ...describeShort(ranking.plan),
    ...(ranking.isCoverageKnown || !first ? [] : [{ key: 'coverageUnknown', values: {} } as const]),
  ];
}

function explainFirst({ candidates, rejected }: Ranking): Explanation {
  const [first, second] = candidates;
  if (!first) return { key: 'nobodyFree', values: { rejected: rejected.length } };
  const arrivalSeconds = Math.round(first.arrivalSeconds);
  const values = { callSign: first.callSign, arrivalSeconds };
  if (!second) return { key: 'onlyOne', values };
  const earliest = candidates.reduce((a, b) => (b.arrivalSeconds < a.arrivalSeconds ? b : a));
  const laterSeconds = arrivalSeconds - Math.round(earliest.arrivalSeconds);
  if (laterSeconds > 0) return explainLater(first, earliest, laterSeconds);
  const leadSeconds = Math.round(second.arrivalSeconds) - arrivalSeconds;
  const lead = { ...values, nextCallSign: second.callSign, leadSeconds };
  if (leadSeconds === 0) return { key: 'together', values: lead };
  if (first.travelSeconds <= second.travelSeconds) return { key: 'nearestByRoad', values: lead };
  const isNextBusy = second.waitSeconds > first.waitSeconds;
  return { key: isNextBusy ? 'nextNotFree' : 'firstDespiteTurnout', values: lead };
}

const LATER_RULES = [
  'coverage',
  'diversion',
  'border',
  'endOfShift',
  'unfamiliarArea',
  'notYetFree',
] as const satisfies readonly SoftRuleName[];

/** The first is not the earliest: names the rule that costs the earliest most beyond what it costs the first. */
function explainLater(first: RankedUnit, earliest: RankedUnit, laterSeconds: number): Explanation {
  const cost = (unit: RankedUnit, rule: SoftRuleName): number =>
    unit.parts.find((part) => part.rule === rule)?.seconds ?? 0;
  const excess = LATER_RULES.map((rule) => cost(earliest, rule) - cost(first, rule));
  const rule = LATER_RULES[excess.indexOf(Math.max(...excess))]!;
  return {
    key: `laterBut.${rule}`,
    values: {
      callSign: first.callSign,
      arrivalSeconds: Math.round(first.arrivalSeconds),
      nearerCallSign: earliest.callSign,
      laterSeconds,
      costSeconds: Math.round(cost(earliest, rule)),
      ...(rule === 'coverage' && { lossPercent: percentOf(earliest.coverage?.lossShare ?? 0) }),
      ...(earliest.diversion && { incidentNumber: earliest.diversion.incidentNumber }),
    },
  };
}

const percentOf = (share: number): number => Math.round(share * 1000) / 10;

/** Where a unit comes from, if that is anything else than being free in its own region: a diversion is never silent. */
function describeSource({
  callSign,
  regionId,
  diversion,
  soonFree,
  reserved,
  parts,
}: RankedUnit): Explanation[] {
  const sentences: Explanation[] = [];
  if (diversion) {
    const { incidentNumber, priority } = diversion;
    sentences.push({ key: 'unitDiverted', values: { callSign, incidentNumber, priority } });
  }
  if (soonFree) {
    const { freeInSeconds, incidentNumber } = soonFree;
    sentences.push({ key: 'unitSoonFree', values: { callSign, freeInSeconds, incidentNumber } });
  }
  if (parts.some(({ rule }) => rule === 'border'))
    sentences.push({ key: 'unitNeighbour', values: { callSign, regionId } });
  if (reserved)
    sentences.push({
      key: 'unitReserved',
      values: { callSign, incidentNumber: reserved.incidentNumber },
    });
  return sentences;
}

/** The nearest of those nearer than the first that are busy with something as urgent, or with a patient. */
function describeNearerBusy(first: RankedUnit, { rejected }: Ranking): Explanation[] {
  const travelOf = (details: Readonly<Record<string, string | number>>): number =>
    typeof details['travelSeconds'] === 'number' ? details['travelSeconds'] : Infinity;
  let nearest: Ranking['rejected'][number] | undefined;
  for (const one of rejected) {
    if (one.reason !== 'notFree' || travelOf(one.details) >= first.travelSeconds) continue;
    if (!nearest || travelOf(one.details) < travelOf(nearest.details)) nearest = one;
  }
  if (!nearest) return [];
  const { status, incidentNumber } = nearest.details;
  return [
    {
      key: 'nearerBusy',
      values: {
        callSign: nearest.callSign,
        status: status ?? '',
        incidentNumber: incidentNumber ?? '',
        travelSeconds: Math.round(travelOf(nearest.details)),
      },
    },
  ];
}

function describeProposal({ candidates, plan }: Ranking, proposed: readonly RankedUnit[]): Explanation[] {
  const isMet = plan.slots.every(({ found, wanted }) => found >= wanted);
  if (proposed.length === 0) return isMet ? [{ key: 'planMetAlready', values: {} }] : [];
  if (proposed.length === 1 || candidates[0]?.isProposed === false) return [];
  return [{ key: 'proposedTogether', values: { callSigns: namesOf(proposed), count: proposed.length } }];
}

const namesOf = (units: readonly RankedUnit[]): string => units.map(({ callSign }) => callSign).join(', ');

/**
 * The best of the list need not be what the plan lacks: units sent before may do what it could, or those proposed do that and
 * more. Said right after who is first, since the two seem to contradict each other.
 */
function explainUnproposed(
  { callSign, slots }: RankedUnit,
  plan: RankedPlan,
  proposed: readonly RankedUnit[],
): Explanation[] {
  if (proposed.length === 0) return [];
  const isProvidedFor = plan.slots
    .filter(({ slot }) => slots.includes(slot))
    .every(
      ({ unitIds, found, wanted }) => found >= wanted && !unitIds.some((id) => plan.unitIds.includes(id)),
    );
  const values = { callSign, callSigns: namesOf(proposed), count: proposed.length };
  return [{ key: isProvidedFor ? 'providedFor' : 'proposedInstead', values }];
}

/** A sentence for each slot that can't be filled. */
function describeShort({ slots }: RankedPlan): Explanation[] {
  return slots
    .filter(({ found, wanted }) => found < wanted)
    .map(({ slot, capabilities, wanted, found }) => ({
      key: 'planShort',
      values: { slot, missing: capabilities.join(','), wanted, found, count: wanted - found },
    }));
}
