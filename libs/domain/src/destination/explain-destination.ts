import type { AdvisedFacility, DestinationAdvice, DestinationPart } from './advise-destination.ts';

/** Keys of the sentence that says why the first is first. */
export const DESTINATION_REASONS = [
  'nobody',
  'onlyOne',
  'nearest',
  'specialist',
  'rightLevel',
  'shorterWait',
  'lessLoaded',
] as const;
export type DestinationReason = (typeof DESTINATION_REASONS)[number];

export interface DestinationExplanation {
  readonly key: DestinationReason;
  /** Names, and seconds to be shown as times; `service` and `level` are words of their lists. */
  readonly values: Readonly<Record<string, string | number>>;
}

const KEY_OF_PART: Readonly<Partial<Record<DestinationPart, DestinationReason>>> = {
  specialist: 'specialist',
  level: 'rightLevel',
  wait: 'shorterWait',
  load: 'lessLoaded',
  busy: 'lessLoaded',
  noBed: 'lessLoaded',
};

/** Why the first is first: the nearest of those that will do, or what outweighs its longer way. */
export function explainDestination({ need, advised, rejected }: DestinationAdvice): DestinationExplanation {
  const [first, second] = advised;
  if (!first) return { key: 'nobody', values: { rejected: rejected.length } };
  const values = { name: first.name, travelSeconds: Math.round(first.travelSeconds) };
  if (!second) return { key: 'onlyOne', values };
  const nearest = advised.reduce((best, one) => (one.travelSeconds < best.travelSeconds ? one : best));
  if (nearest.travelSeconds >= first.travelSeconds) {
    const leadSeconds = Math.round(second.travelSeconds - first.travelSeconds);
    return { key: 'nearest', values: { ...values, nextName: second.name, leadSeconds } };
  }
  const savings = nearest.parts
    .filter(({ part }) => KEY_OF_PART[part] !== undefined)
    .map(({ part, seconds }) => ({ part, seconds: seconds - secondsOf(first, part) }))
    .sort((a, b) => b.seconds - a.seconds);
  const key = KEY_OF_PART[savings[0]!.part]!;
  const service = need.preferred.map((one) => one.service).find((one) => isOnlyIn(one, first, nearest));
  return {
    key,
    values: {
      ...values,
      nearName: nearest.name,
      extraSeconds: Math.round(first.travelSeconds - nearest.travelSeconds),
      savedSeconds: Math.round(savings[0]!.seconds),
      level: first.level,
      ...(key === 'specialist' && service !== undefined && { service }),
    },
  };
}

const secondsOf = (facility: AdvisedFacility, part: DestinationPart): number =>
  facility.parts.find((one) => one.part === part)?.seconds ?? 0;

const isOnlyIn = (
  service: AdvisedFacility['services'][number],
  first: AdvisedFacility,
  nearest: AdvisedFacility,
): boolean => first.services.includes(service) && !nearest.services.includes(service);
