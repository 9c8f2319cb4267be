/** A unit reduced to what covering asks: which demands it may fill, and when. */
export interface CoverUnit {
  /** Unique; breaks ties. */
  readonly key: string;
  readonly arrivalSeconds: number;
  /** Per demand. */
  readonly fills: readonly boolean[];
}

/** As many units as there are entries: the n-th to arrive must be there by the n-th of these. Ascending. */
export interface Demand {
  readonly latestSeconds: readonly number[];
}

interface Best {
  keys: readonly string[];
  arrivals: readonly number[];
}

/**
 * The smallest set of units that meets every demand, a unit counting for each demand it fills; of the smallest, the one
 * with the earliest arrivals, demand by demand; of these, the first by sorted keys. `units` ascend by arrival, then key.
 * The demands must be possible for all units together. Returns keys.
 *
 * Branch and bound over the first unmet place: only units that meet that place are tried. Units that others
 * replace are left out first, so thousands shrink to a handful.
 */
export function findSmallestCover(
  units: readonly CoverUnit[],
  demands: readonly Demand[],
): readonly string[] {
  const useful = dropDominated(units, demands);
  const mostFills = Math.max(1, ...useful.map(({ fills }) => fills.filter(Boolean).length));
  let best: Best | undefined;
  const search = (chosen: readonly number[], barred: ReadonlySet<number>): void => {
    const members = chosen.map((index) => useful[index]!);
    const missing = findMissing(members, demands);
    if (!missing) {
      best = betterOf(best, describe(members, demands));
      return;
    }
    const needed = Math.max(missing.most, Math.ceil(missing.sum / mostFills));
    if (best && chosen.length + needed > best.keys.length) return;
    const tried = new Set(barred);
    for (let index = 0; index < useful.length; index++) {
      const unit = useful[index]!;
      if (tried.has(index) || chosen.includes(index)) continue;
      if (!unit.fills[missing.demand] || unit.arrivalSeconds > missing.latestSeconds) continue;
      search([...chosen, index], tried);
      // Every set with this unit has been seen: later branches do without it, so no set is built twice.
      tried.add(index);
    }
  };
  search([], new Set());
  return best?.keys ?? [];
}

/** Per demand, for how many of its places a unit is early enough. */
const placesMet = (unit: CoverUnit, demands: readonly Demand[]): readonly number[] =>
  demands.map(({ latestSeconds }, index) =>
    unit.fills[index] ? latestSeconds.filter((latest) => unit.arrivalSeconds <= latest).length : 0,
  );

/**
 * Leaves out units that are never needed: with as many units before it as the largest demand has places, each meeting
 * everything it meets, a unit can be exchanged for one of them, or is superfluous beside them all.
 */
function dropDominated(units: readonly CoverUnit[], demands: readonly Demand[]): CoverUnit[] {
  const most = mostPlaces(demands);
  const kept: { readonly unit: CoverUnit; readonly met: readonly number[] }[] = [];
  for (const unit of units) {
    const met = placesMet(unit, demands);
    const dominating = kept.filter((other) => met.every((places, index) => other.met[index]! >= places));
    if (met.some((places) => places > 0) && dominating.length < most) kept.push({ unit, met });
  }
  // Those that meet most first: a small set found early ends the search in all larger ones.
  const total = (met: readonly number[]): number => met.reduce((sum, one) => sum + one, 0);
  return kept.sort((a, b) => total(b.met) - total(a.met)).map(({ unit }) => unit);
}

const mostPlaces = (demands: readonly Demand[]): number =>
  Math.max(0, ...demands.map(({ latestSeconds }) => latestSeconds.length));

interface Missing {
  readonly demand: number;
  readonly latestSeconds: number;
  /** Units lacking in the demand that lacks most, and in all demands together: bounds of what is still to be sent. */
  readonly most: number;
  readonly sum: number;
}

/** The first place without a unit, or undefined when every demand is met. */
function findMissing(members: readonly CoverUnit[], demands: readonly Demand[]): Missing | undefined {
  let first: Pick<Missing, 'demand' | 'latestSeconds'> | undefined;
  const lacking = demands.map(({ latestSeconds }, demand) => {
    const able = members.filter((unit) => unit.fills[demand]);
    return latestSeconds.reduce((worst, latest, position) => {
      const lacks = position + 1 - able.filter((unit) => unit.arrivalSeconds <= latest).length;
      if (lacks > 0) first ??= { demand, latestSeconds: latest };
      return Math.max(worst, lacks);
    }, 0);
  });
  return first && { ...first, most: Math.max(...lacking), sum: lacking.reduce((sum, one) => sum + one, 0) };
}

function describe(members: readonly CoverUnit[], demands: readonly Demand[]): Best {
  const arrivals = demands.flatMap(({ latestSeconds }, demand) =>
    members
      .filter((unit) => unit.fills[demand])
      .map((unit) => unit.arrivalSeconds)
      .sort((a, b) => a - b)
      .slice(0, latestSeconds.length),
  );
  return { keys: members.map(({ key }) => key).sort(), arrivals };
}

function betterOf(best: Best | undefined, next: Best): Best {
  if (!best || next.keys.length < best.keys.length) return next;
  if (next.keys.length > best.keys.length) return best;
  const at = next.arrivals.findIndex((arrival, index) => arrival !== best.arrivals[index]);
  if (at >= 0) return next.arrivals[at]! < best.arrivals[at]! ? next : best;
  return next.keys.join('\n') < best.keys.join('\n') ? next : best;
}
