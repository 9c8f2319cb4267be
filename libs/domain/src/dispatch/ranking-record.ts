import { type DispatchNeed, type RankableUnit, type Ranking, rankUnits } from './rank-units.ts';

/**
 * What a ranking was made of, in columns: a third of the bytes of 500 objects, since it is written while the
 * dispatcher waits. All columns have one entry a unit. Nothing in it is personal.
 */
export interface RankingInputs {
  readonly need: DispatchNeed;
  readonly unitIds: readonly string[];
  readonly callSigns: readonly string[];
  /** Index into `capabilitySets`. */
  readonly capabilities: readonly number[];
  readonly capabilitySets: readonly RankableUnit['capabilities'][];
  readonly boardStatuses: readonly RankableUnit['boardStatus'][];
  readonly positionTrusts: readonly RankableUnit['positionTrust'][];
  /** 1 at the station, else 0. */
  readonly isAtStation: readonly number[];
  /** Null where no road led there within the limit. */
  readonly travelSeconds: readonly (number | null)[];
  readonly distanceMeters: readonly (number | null)[];
}

/** What was shown, by unit id; with the inputs it tells the whole ranking again. */
export interface RankingSummary {
  readonly candidates: readonly string[];
  readonly rejected: Readonly<Record<string, readonly string[]>>;
}

export function recordInputs(units: readonly RankableUnit[], need: DispatchNeed): RankingInputs {
  const sets = [...new Set(units.map((unit) => unit.capabilities.join(',')))];
  const indexOf = new Map(sets.map((set, index) => [set, index]));
  const capabilitySets = sets.map(
    (set) => units.find((unit) => unit.capabilities.join(',') === set)!.capabilities,
  );
  return {
    need,
    unitIds: units.map((unit) => unit.unitId),
    callSigns: units.map((unit) => unit.callSign),
    capabilities: units.map((unit) => indexOf.get(unit.capabilities.join(','))!),
    capabilitySets,
    boardStatuses: units.map((unit) => unit.boardStatus),
    positionTrusts: units.map((unit) => unit.positionTrust),
    isAtStation: units.map((unit) => (unit.isAtStation ? 1 : 0)),
    travelSeconds: units.map((unit) => unit.leg?.travelSeconds ?? null),
    distanceMeters: units.map((unit) => unit.leg?.distanceMeters ?? null),
  };
}

export function summarizeRanking({ candidates, rejected }: Ranking): RankingSummary {
  const byReason: Record<string, string[]> = {};
  for (const { unitId, reason } of rejected) (byReason[reason] ??= []).push(unitId);
  return { candidates: candidates.map(({ unitId }) => unitId), rejected: byReason };
}

/** Ranks again from the record; the same inputs give the same ranking. */
export function replayRanking(inputs: RankingInputs): Ranking {
  const units = inputs.unitIds.map((unitId, index): RankableUnit => {
    const travelSeconds = inputs.travelSeconds[index] ?? null;
    const distanceMeters = inputs.distanceMeters[index] ?? null;
    return {
      unitId,
      callSign: inputs.callSigns[index]!,
      capabilities: inputs.capabilitySets[inputs.capabilities[index]!]!,
      boardStatus: inputs.boardStatuses[index]!,
      positionTrust: inputs.positionTrusts[index]!,
      isAtStation: inputs.isAtStation[index] === 1,
      leg: travelSeconds === null || distanceMeters === null ? undefined : { travelSeconds, distanceMeters },
    };
  });
  return rankUnits(units, inputs.need);
}
