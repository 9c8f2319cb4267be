import type { CoverageCellView, CoverageFigures, CoverageView } from '#contracts';
import type { RegionCoverage } from './region-coverage.ts';
import type { RegionLevel } from './region-level.ts';

/** A millionth of the demand is less than a single house: more digits only make the answer longer. */
const roundShare = (share: number): number => Math.min(1, Math.max(0, Math.round(share * 1e6) / 1e6));
const roundDegrees = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

export function viewCoverage(
  regionId: string,
  region: RegionCoverage | undefined,
  withoutUnitIds: readonly string[] | undefined,
  treesAgeAllowedSeconds: number,
): CoverageView {
  const level = region?.level;
  if (!region || !level?.lookedAt || region.state !== 'ready')
    return { regionId, state: region?.state ?? 'preparing', figures: null };
  const { coverage, makings } = level;
  const { demand, busy, limit } = makings;
  const { stationSeconds, roadSeconds } = region.rules.turnout;
  const figures: CoverageFigures = {
    at: level.lookedAt.toISOString(),
    coveredShare: roundShare(coverage.total()),
    coveredShareAfter: withoutUnitIds
      ? roundShare(coverage.total() - coverage.lossOfAll(withoutUnitIds))
      : null,
    notCountedUnitIds: (withoutUnitIds ?? []).filter((unitId) => !level.counts(unitId)),
    limit: { ...limit, stationTurnoutSeconds: stationSeconds, roadTurnoutSeconds: roadSeconds },
    busy: { ...busy, unitHours: demand.unitHours, assignmentHours: demand.assignmentHours },
    demand: {
      version: demand.version,
      madeAt: demand.madeAt.toISOString(),
      cellMeters: demand.cellMeters,
      basis: demand.basis,
      incidentWeight: demand.incidentWeight,
    },
    treesAgeSeconds: Math.ceil((region.levelAgeSeconds() ?? 0) * 10) / 10,
    treesAgeAllowedSeconds,
    units: viewUnits(region, level),
    cells: viewCells(level, withoutUnitIds),
  };
  return { regionId, state: 'ready', figures };
}

function viewUnits(region: RegionCoverage, level: RegionLevel): CoverageFigures['units'] {
  return [...level.losses]
    .map(([unitId, { lossShare }]) => ({
      unitId,
      callSign: region.findUnit(unitId)?.callSign ?? '',
      lossShare: roundShare(lossShare),
      coveredCells: level.coverage.findCoveredCount(unitId) ?? 0,
    }))
    .sort((a, b) => b.lossShare - a.lossShare || (a.callSign < b.callSign ? -1 : 1));
}

function viewCells(level: RegionLevel, withoutUnitIds: readonly string[] | undefined): CoverageCellView[] {
  const { coverage, makings } = level;
  const now = coverage.listCoveringUnits();
  const after = withoutUnitIds && coverage.listCoveringUnits(withoutUnitIds);
  const chance = (units: number): number => roundShare(coverage.coveredProbability(units));
  return makings.demand.cells.map(({ center, bounds, demand }, cell) => ({
    cell,
    center: [roundDegrees(center[0]), roundDegrees(center[1])],
    bounds: bounds.map(roundDegrees) as CoverageCellView['bounds'],
    demandShare: roundShare(demand),
    coveringUnits: now[cell]!,
    coveredProbability: chance(now[cell]!),
    coveringUnitsAfter: after ? after[cell]! : null,
    coveredProbabilityAfter: after ? chance(after[cell]!) : null,
  }));
}
