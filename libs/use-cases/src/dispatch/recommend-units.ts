import { CONTROL_ROOM, type RecommendationView } from '#contracts';
import {
  type DispatchNeed,
  getRequirement,
  type LonLat,
  RANKING_CODE_VERSION,
  RANKING_RECORD_VERSION,
  rankUnits,
  recordInputs,
  type RankableUnit,
  type ResponsePlan,
  resolveRankingSettings,
  summarizeRanking,
} from '#domain';
import { checkAccess, type Actor } from '../actor.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import { locateUnit, toRankableUnits } from './locate-unit.ts';
import type {
  DispatchableUnit,
  IncidentToRank,
  RecommendationVersions,
  RecommendPorts,
  UnitLegs,
} from './recommend-ports.ts';
import { viewPlan, viewSentence } from './recommendation-view.ts';

type Located = IncidentToRank & { readonly coordinates: NonNullable<IncidentToRank['coordinates']> };

/** What a ranking is made of, at one moment. */
interface Situation {
  readonly units: readonly RankableUnit[];
  readonly need: DispatchNeed;
  readonly versions: RecommendationVersions;
  readonly closureIds: readonly string[];
}

/**
 * Ranks every unit of the region, and of neighbours that its plan names, for an incident by exact road time and the other
 * rules; proposes who fills the response plan; and keeps what was shown, with its inputs.
 */
export async function recommendUnits(
  ports: RecommendPorts,
  actor: Actor,
  incidentId: string,
): Promise<Outcome<RecommendationView>> {
  const startedAt = ports.elapsedMilliseconds();
  const incident = await ports.findIncident(incidentId);
  if (!incident) return refuse('notFound');
  const denied = checkAccess(actor, incident.regionId, CONTROL_ROOM);
  if (denied) return denied;
  if (incident.state === 'closed') return refuse('incidentClosed');
  const { coordinates } = incident;
  if (!coordinates) return refuse('locationMissing');

  const now = ports.now();
  const situation = await readSituation(ports, incidentId, { ...incident, coordinates }, now);
  if (!situation.ok) return situation;
  const { units, need, versions, closureIds } = situation.value;
  const ranking = rankUnits(units, need);
  const summary = summarizeRanking(ranking);
  const [because, ...others] = summary.sentences.map(viewSentence);
  const id = ports.newId();
  const answer: RecommendationView = {
    id,
    incidentId,
    at: now.toISOString(),
    candidates: [...ranking.candidates],
    rejected: [...ranking.rejected],
    plan: viewPlan(ranking.plan, need.requirement),
    because: because!,
    sentences: [because!, ...others],
    isCoverageKnown: ranking.isCoverageKnown,
    versions,
    computeMilliseconds: ports.elapsedMilliseconds() - startedAt,
  };
  const { regionId, category, priority } = incident;
  await ports.saveRecommendation({
    id,
    regionId,
    incidentId,
    at: now,
    askedBy: actor.id,
    inputs: {
      recordVersion: RANKING_RECORD_VERSION,
      target: coordinates,
      category,
      priority,
      versions,
      closureIds,
      ...recordInputs(units, need),
    },
    answer: summary,
  });
  return accept(answer);
}

async function readSituation(
  ports: RecommendPorts,
  incidentId: string,
  incident: Located,
  now: Date,
): Promise<Outcome<Situation>> {
  const { regionId, mapId, coordinates, priority, finished } = incident;
  const plan = await ports.findPlanInForce(regionId);
  const requirement = getRequirement(plan, incident);
  const stored = await ports.listDispatchableUnits(regionsOf(plan), mapId, now);
  const located = stored.map((unit) => locateUnit(unit, ports.findPosition(unit.unitId), now));
  const sources: LonLat[] = [];
  for (const { source } of located) if (source) sources.push(source);
  const found = await ports.findUnitLegs(mapId, sources, coordinates, requirement.travelLimitSeconds);
  if (!found.ok) return found;
  const legs = found.value;
  const { settings } = resolveRankingSettings(incident.rankingSettings);
  const lossShareOf = readCoverageLosses(ports);
  return accept({
    units: toRankableUnits(located, { now, target: coordinates, legs, lossShareOf }),
    need: { incidentId, priority, requirement, settings, ...(finished.length > 0 && { finished }) },
    versions: versionsOf(legs, plan),
    closureIds: legs.closureIds,
  });
}

/** The region itself and all neighbours its plan knows: those not asked for this priority are told why. */
const regionsOf = ({ regionId, neighbours }: ResponsePlan): string[] => [
  regionId,
  ...neighbours.map((one) => one.regionId),
];

const versionsOf = (legs: UnitLegs, plan: ResponsePlan): RecommendationVersions => ({
  map: legs.mapVersion,
  conditions: legs.conditionsVersion,
  plan: plan.version,
  code: RANKING_CODE_VERSION,
});

/** Losses by unit, asked for once a region. A unit that isn't counted in the coverage takes nothing away. */
function readCoverageLosses(ports: RecommendPorts): (unit: DispatchableUnit) => number | null {
  const known = new Map<string, ReturnType<RecommendPorts['listCoverageLosses']>>();
  return ({ regionId, unitId }) => {
    if (!known.has(regionId)) known.set(regionId, ports.listCoverageLosses(regionId));
    const losses = known.get(regionId);
    if (!losses) return null;
    return Math.round((losses.get(unitId)?.lossShare ?? 0) * 1e5) / 1e5;
  };
}
