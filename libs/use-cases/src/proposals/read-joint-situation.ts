import {
  chooseUnits,
  chooseWaiting,
  type DispatchNeed,
  type DrivingUnit,
  getRequirement,
  greatCircleMeters,
  isStillHere,
  type JointIncident,
  type JointProblem,
  type LonLat,
  optionsOf,
  type RankableUnit,
  type RankedUnit,
  rankUnits,
  type ResponsePlan,
  resolveRankingSettings,
  listUnfilledSlots,
  type ResponseSlot,
  turnoutSeconds,
} from '#domain';
import { type LocatedUnit, locateUnit, toRankableUnits } from '../dispatch/locate-unit.ts';
import type { ProposalPorts, StoredIncident, StoredRun, StoredWaiting } from './proposal-ports.ts';

/** So far back incidents tell where the next ones are expected, and at most so many. */
const SEEN_HOURS = 2;
const MOST_SEEN = 60;
/** Before any job of the day has ended; as long as the ranking counts a usual job. */
const USUAL_JOB_SECONDS = 3600;
/** Runs looked at for an exchange; each costs one search of the roads. */
export const MOST_RUNS = 20;

/** What a region is decided by, and what its proposals name. */
export interface JointSituation {
  readonly problem: JointProblem;
  readonly driving: readonly DrivingUnit[];
  readonly waitingIncidents: number;
  readonly callSigns: ReadonlyMap<string, string>;
  /** Assignments of incidents that lack only a part of their plan. */
  readonly servedBy: ReadonlyMap<string, readonly string[]>;
  readonly incidents: ReadonlyMap<string, { readonly number: number; readonly priority: number }>;
}

interface Region {
  readonly regionId: string;
  readonly mapId: number;
  readonly plan: ResponsePlan;
  readonly rankingSettings: unknown;
  readonly located: readonly LocatedUnit[];
  readonly sources: readonly LonLat[];
  readonly now: Date;
}

/**
 * Reads everything a joint decision needs: for each waiting incident the exact road time of every unit, through the
 * same rules as its recommendation. Incidents that no road leads to are left out; their recommendation says so.
 */
export async function readJointSituation(
  ports: ProposalPorts,
  regionId: string,
  now: Date,
): Promise<JointSituation> {
  const [stillOpen, runs, facts, plan, seen] = await Promise.all([
    ports.listWaitingIncidents(regionId),
    ports.listDrivingUnits(regionId),
    ports.getRegionFacts(regionId, now),
    ports.findPlanInForce(regionId),
    ports.listSeenIncidents(regionId, new Date(now.getTime() - SEEN_HOURS * 3_600_000), MOST_SEEN),
  ]);
  const { mapId, rankingSettings, stations, hospitals } = facts;
  // Neighbours' units are sent by their own control room; recommendations name them.
  const listed = await ports.listDispatchableUnits([regionId], mapId, now);
  // What is promised follows from this decision; of what was promised before, the standing proposals tell.
  const stored = listed.map((unit) => ({ ...unit, promised: null }));
  const located = stored.map((unit) => locateUnit(unit, ports.findPosition(unit.unitId), now));
  const sources = located.flatMap(({ source }) => (source ? [source] : []));
  const region: Region = { regionId, mapId, plan, rankingSettings, located, sources, now };
  const waiting = stillOpen.flatMap((one) => findMissing(plan, one) ?? []);
  const chosen = chooseWaiting(waiting);
  const incidents: JointIncident[] = [];
  for (const one of chosen) {
    const ranked = await rank(ports, region, one);
    if (ranked) incidents.push(ranked);
  }
  const driving = await readDriving(ports, region, runs);
  const unitIds = chooseUnits(incidents);
  return {
    problem: {
      nowSeconds: seconds(now),
      waiting: incidents.map((one) => ({
        ...one,
        options: one.options.filter(({ unitId }) => unitIds.has(unitId)),
      })),
      units: located.flatMap(({ unit, source }) => {
        const { unitId, callSign, capabilities, stationCoordinates } = unit;
        return source && unitIds.has(unitId)
          ? [{ unitId, callSign, capabilities, stationCoordinates, coordinates: source }]
          : [];
      }),
      seen: seen.map(({ createdAt, priority, coordinates }) => ({
        createdAtSeconds: seconds(createdAt),
        priority,
        coordinates,
      })),
      watchStartedAtSeconds: watchStart(seen, now),
      fleet: stored.filter(({ dutyState }) => dutyState !== 'offDuty' && dutyState !== 'outOfService').length,
      jobSeconds: Math.round(facts.jobSeconds ?? USUAL_JOB_SECONDS),
      stations,
      hospitals,
    },
    driving,
    waitingIncidents: waiting.length,
    servedBy: new Map(
      waiting.map(({ incidentId, serving }) => [incidentId, serving.map(({ assignmentId }) => assignmentId)]),
    ),
    callSigns: new Map(stored.map(({ unitId, callSign }) => [unitId, callSign])),
    incidents: numbersOf(waiting, runs, stored),
  };
}

/** An incident with the slots that nobody fills yet; undefined when those who serve it are all that its plan asks. */
function findMissing(plan: ResponsePlan, incident: StoredWaiting): MissingUnits | undefined {
  const { serving, lastSentAt, createdAt } = incident;
  const { slots } = getRequirement(plan, incident);
  const createdAtSeconds = seconds(createdAt);
  // Out of service before it came: as if nobody had been sent.
  if (serving.every(({ isOut, isThere }) => isOut && !isThere)) {
    return { ...incident, createdAtSeconds, missing: slots };
  }
  const missing = listUnfilledSlots(slots, serving);
  if (missing.length === 0) return undefined;
  return { ...incident, createdAtSeconds, missing, servedSinceSeconds: seconds(lastSentAt ?? createdAt) };
}

interface MissingUnits extends StoredWaiting {
  readonly createdAtSeconds: number;
  readonly servedSinceSeconds?: number;
  /** In the order of importance. */
  readonly missing: readonly ResponseSlot[];
}

const seconds = (at: Date): number => Math.round(at.getTime() / 1000);

/** With as many incidents as are read, only the time since the oldest of them has been watched. */
function watchStart(seen: readonly { readonly createdAt: Date }[], now: Date): number {
  const oldest = seen.at(-1);
  return seen.length >= MOST_SEEN && oldest ? seconds(oldest.createdAt) : seconds(now) - SEEN_HOURS * 3600;
}

function numbersOf(
  waiting: readonly StoredIncident[],
  runs: readonly StoredRun[],
  units: readonly LocatedUnit['unit'][],
): Map<string, { number: number; priority: number }> {
  const ofRuns = units.flatMap(({ run }) =>
    run ? [[run.incidentId, { number: run.incidentNumber, priority: run.priority }] as const] : [],
  );
  const own = [...waiting, ...runs].map(
    ({ incidentId, number, priority }) => [incidentId, { number, priority }] as const,
  );
  return new Map([...ofRuns, ...own]);
}

function needOf({ plan, rankingSettings }: Region, incident: StoredIncident): DispatchNeed {
  const { settings } = resolveRankingSettings(rankingSettings);
  const requirement = getRequirement(plan, incident);
  return { incidentId: incident.incidentId, priority: incident.priority, requirement, settings };
}

/** Undefined when no road leads to the incident. */
async function findRankable(
  ports: ProposalPorts,
  { regionId, mapId, located, sources, now }: Region,
  incident: StoredIncident,
  need: DispatchNeed,
): Promise<RankableUnit[] | undefined> {
  await ports.pause();
  const { travelLimitSeconds } = need.requirement;
  const legs = await ports.findUnitLegs(mapId, sources, incident.coordinates, travelLimitSeconds);
  if (!legs.ok) return undefined;
  const losses = ports.listCoverageLosses(regionId);
  return toRankableUnits(located, {
    now,
    target: incident.coordinates,
    legs: legs.value,
    lossShareOf: ({ unitId }) => (losses ? (losses.get(unitId)?.lossShare ?? 0) : null),
  });
}

async function rank(
  ports: ProposalPorts,
  region: Region,
  incident: MissingUnits,
): Promise<JointIncident | undefined> {
  const need = needOf(region, incident);
  const units = await findRankable(ports, region, incident, need);
  if (!units) return undefined;
  const { incidentId, number, priority, createdAtSeconds, servedSinceSeconds, coordinates, missing } =
    incident;
  const [first] = missing;
  const firstSlot = { slot: first?.slot ?? '', capabilities: first?.capabilities ?? [] };
  const options = optionsOf(rankUnits(units, need), incidentId).filter(({ slots }) =>
    missing.some(({ slot }) => slots.includes(slot)),
  );
  const served = servedSinceSeconds === undefined ? {} : { servedSinceSeconds };
  return { incidentId, number, priority, createdAtSeconds, ...served, coordinates, firstSlot, options };
}

/** Units on their way that a free unit might be nearer than; as the crow flies decides who is looked at by road. */
async function readDriving(
  ports: ProposalPorts,
  region: Region,
  runs: readonly StoredRun[],
): Promise<DrivingUnit[]> {
  const sourceOf = new Map(region.located.map(({ unit, source }) => [unit.unitId, source]));
  const free = region.located.flatMap(({ unit, source }) => (unit.run === null && source ? [source] : []));
  const worthLooking = runs.filter(({ unitId, coordinates }) => {
    const own = sourceOf.get(unitId);
    if (!own) return false;
    const meters = greatCircleMeters(own, coordinates);
    return free.some((source) => greatCircleMeters(source, coordinates) < meters);
  });
  const driving: DrivingUnit[] = [];
  for (const run of worthLooking.slice(0, MOST_RUNS)) {
    const need = needOf(region, run);
    const units = await findRankable(ports, region, run, need);
    const found = units && describeRun(run, units, need);
    if (found) driving.push(found);
  }
  return driving;
}

function describeRun(
  run: StoredRun,
  units: readonly RankableUnit[],
  need: DispatchNeed,
): DrivingUnit | undefined {
  const driver = units.find(({ unitId }) => unitId === run.unitId);
  if (!driver?.leg || !driver.run || driver.positionTrust === 'tooOld') return undefined;
  const turnout = isStillHere(driver.run.status) ? turnoutSeconds(driver, need) : 0;
  const slots = need.requirement.slots.filter(({ capabilities }) =>
    capabilities.every((one) => driver.capabilities.includes(one)),
  );
  const { assignmentId, incidentId, number, priority, unitId } = run;
  return {
    assignmentId,
    incidentId,
    incidentNumber: number,
    priority,
    unitId,
    callSign: driver.callSign,
    outSeconds: Math.round(turnout + driver.leg.travelSeconds),
    rivals: rankUnits(units, need)
      .candidates.filter((one) => isFreeRival(one) && slots.every(({ slot }) => one.slots.includes(slot)))
      .map((one) => ({
        unitId: one.unitId,
        callSign: one.callSign,
        arrivalSeconds: Math.round(one.arrivalSeconds),
      })),
  };
}

/** Free now and promised to nobody. */
const isFreeRival = ({ waitSeconds, diversion, reserved }: RankedUnit): boolean =>
  waitSeconds === 0 && diversion === null && reserved === null;
