import type { Ranking } from './rank-units.ts';

/** A sentence as a message key with its values; screens render it in the user's language. */
export interface Explanation {
  readonly key: 'nobodyFree' | 'onlyOne' | 'nearestByRoad' | 'firstDespiteTurnout';
  readonly values: Readonly<Record<string, string | number>>;
}

/** Why the first candidate is first. */
export function explainRanking({ candidates, rejected }: Ranking): Explanation {
  const [first, second] = candidates;
  if (!first) return { key: 'nobodyFree', values: { rejected: rejected.length } };
  const arrival = Math.round(first.travelSeconds + first.turnoutSeconds);
  if (!second) return { key: 'onlyOne', values: { callSign: first.callSign, arrivalSeconds: arrival } };
  const nextArrival = Math.round(second.travelSeconds + second.turnoutSeconds);
  return {
    key: first.travelSeconds <= second.travelSeconds ? 'nearestByRoad' : 'firstDespiteTurnout',
    values: {
      callSign: first.callSign,
      arrivalSeconds: arrival,
      nextCallSign: second.callSign,
      leadSeconds: nextArrival - arrival,
    },
  };
}
