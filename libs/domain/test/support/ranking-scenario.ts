/** Reads a ranking scenario written as text, and writes a ranking as text. */
import {
  type ActiveStatus,
  type Capability,
  type DispatchNeed,
  type DutyState,
  type FinishedUnit,
  explainRanking,
  type PositionTrust,
  type Priority,
  type RankableUnit,
  type Ranking,
  rankUnits,
  resolveRankingSettings,
  type ResponseSlot,
} from '#domain';
import { sayBecause } from '#ui/i18n/ranking-words.ts';
import { speech } from '#ui/i18n/speech/en.ts';

export const INCIDENT_ID = 'this-incident';

export interface Scenario {
  readonly title: string;
  readonly units: readonly RankableUnit[];
  readonly need: DispatchNeed;
  readonly expected: string;
}

interface Draft {
  units: RankableUnit[];
  slots: ResponseSlot[];
  priority: Priority;
  limitSeconds: number;
  limitMeters: number | undefined;
  joinSeconds: number;
  neighbours: string[];
  settings: Record<string, Record<string, unknown>>;
  finished: FinishedUnit[];
}

const listOf = (text: string): string[] => (text === 'any' || text === '' ? [] : text.split('+'));

/**
 * Lines above `---` are the input, those below the expected answer:
 *
 *     priority 2
 *     slot ambulances als+transport x2
 *     limit 3600 150000        seconds, and metres if any
 *     join 15
 *     neighbours west+north
 *     set coverage.secondsPerShare 1000
 *     finished M09 als+transport         was there and is done
 *     unit M03 als run=17/3/staged/120 driven=300
 *     unit M02 als promised=44/1        to incident 44 of priority 1
 *     unit M01 als+transport leg=300/3000 station run=17/3/enRoute/120 loss=0.02
 */
export function readScenario(text: string): Scenario {
  const [input = '', expected = ''] = text.split('\n---\n');
  const [title = '', ...lines] = input.split('\n');
  const draft: Draft = {
    units: [],
    slots: [],
    priority: 2,
    limitSeconds: 3600,
    limitMeters: undefined,
    joinSeconds: 0,
    neighbours: [],
    settings: {},
    finished: [],
  };
  for (const line of lines) readLine(line.trim(), draft);
  const { settings, faults } = resolveRankingSettings(draft.settings);
  if (faults.length > 0) throw new Error(`${title}: ${JSON.stringify(faults)}`);
  const requirement = {
    regionId: 'home',
    planVersion: 1,
    slots: draft.slots.length > 0 ? draft.slots : [{ slot: 'first', capabilities: [], count: 1 }],
    travelLimitSeconds: draft.limitSeconds,
    travelLimitMeters: draft.limitMeters,
    joinWithinSeconds: draft.joinSeconds,
    neighbourRegionIds: draft.neighbours,
  };
  const { finished, priority } = draft;
  const need = { incidentId: INCIDENT_ID, priority, requirement, settings, finished };
  return { title, units: draft.units, need, expected: expected.trim() };
}

function readLine(line: string, draft: Draft): void {
  const [verb, ...words] = line.split(/\s+/);
  const [first = '', second = ''] = words;
  if (line === '' || verb === '#') return;
  if (verb === 'priority') draft.priority = Number(first) as Priority;
  else if (verb === 'limit') {
    draft.limitSeconds = Number(first);
    draft.limitMeters = second === '' ? undefined : Number(second);
  } else if (verb === 'join') draft.joinSeconds = Number(first);
  else if (verb === 'neighbours') draft.neighbours = listOf(first);
  else if (verb === 'slot') {
    const capabilities = listOf(second) as Capability[];
    draft.slots.push({ slot: first, capabilities, count: Number((words[2] ?? 'x1').slice(1)) });
  } else if (verb === 'set') setFigure(first, Number(second), draft);
  else if (verb === 'finished')
    draft.finished.push({ unitId: `id-${first}`, capabilities: listOf(second) as Capability[] });
  else if (verb === 'unit') draft.units.push(readUnit(words));
  else throw new Error(`unknown line: ${line}`);
}

function setFigure(path: string, figure: number, { settings }: Draft): void {
  const [rule = '', name = '', priority] = path.split('.');
  const figures = (settings[rule] ??= {});
  if (priority === undefined) figures[name] = figure;
  else figures[name] = { ...(figures[name] as object | undefined), [priority]: figure };
}

function readUnit([callSign = '', capabilities = '', ...words]: readonly string[]): RankableUnit {
  const given = new Map(words.map((word) => [word.split('=')[0]!, (word.split('=')[1] ?? '').split('/')]));
  const text = (key: string): string | undefined => given.get(key)?.[0];
  const figures = (key: string): number[] | undefined => given.get(key)?.map(Number);
  const leg = figures('leg');
  const shift = figures('shift');
  const run = given.get('run');
  const reserved = text('reserved');
  return {
    unitId: `id-${callSign}`,
    regionId: text('region') ?? 'home',
    callSign,
    capabilities: listOf(capabilities) as Capability[],
    dutyState: (text('duty') ?? 'onDuty') as DutyState,
    statusAgeSeconds: Number(run?.[3] ?? 0),
    run: run ? readRun(run) : null,
    drivenSeconds: figures('driven')?.[0] ?? null,
    reserved:
      reserved === undefined
        ? null
        : {
            assignmentId: `assignment-${reserved}`,
            incidentId: `incident-${reserved}`,
            incidentNumber: Number(reserved),
          },
    promised: readPromise(given.get('promised')),
    isVehicleOut: given.has('vehicleOut'),
    shift: shift ? { startedSecondsAgo: shift[0]!, endsInSeconds: shift[1]! } : null,
    positionTrust: (text('trust') ?? 'live') as PositionTrust,
    isAtStation: given.has('station'),
    lon: null,
    lat: null,
    leg: leg && { travelSeconds: leg[0]!, distanceMeters: leg[1] ?? leg[0]! * 10 },
    isCutOff: given.has('cutOff'),
    stationMeters: figures('home')?.[0] ?? null,
    coverageLossShare: text('loss') === 'unknown' ? null : Number(text('loss') ?? 0),
  };
}

function readPromise(promise: readonly string[] | undefined): RankableUnit['promised'] {
  if (!promise) return null;
  const [number = '', priority] = promise;
  const urgency = Number(priority);
  return { incidentId: `incident-${number}`, incidentNumber: Number(number), priority: urgency, urgency };
}

/** `17/3/enRoute/120`: incident 17 of priority 3, en route for 120 s; `this` for the incident that is asked about. */
function readRun([number = '', priority, status]: readonly string[]): RankableUnit['run'] {
  return {
    assignmentId: `assignment-${number}`,
    incidentId: number === 'this' ? INCIDENT_ID : `incident-${number}`,
    incidentNumber: number === 'this' ? 99 : Number(number),
    priority: Number(priority),
    status: status as ActiveStatus,
  };
}

/** The whole answer: candidates with their parts, rejections, the plan, and the sentences in English. */
export function describeRanking({ units, need }: Pick<Scenario, 'units' | 'need'>): string {
  const ranking = rankUnits(units, need);
  const callSignOf = new Map(units.map(({ unitId, callSign }) => [unitId, callSign]));
  return [
    ...ranking.candidates.map(describeCandidate),
    ...ranking.rejected.map(({ callSign, reason, details }) =>
      [`- ${callSign} ${reason}`, ...Object.entries(details).map(([key, value]) => `${key}=${value}`)].join(
        ' ',
      ),
    ),
    ...ranking.plan.slots.map((slot) => describeSlot(slot, callSignOf)),
    ...explainRanking(ranking).map((sentence) => `"${sayBecause(speech, sentence)}"`),
  ].join('\n');
}

function describeCandidate(unit: Ranking['candidates'][number]): string {
  const { diversion, soonFree, reserved, coverage } = unit;
  const parts = unit.parts.map(({ rule, seconds }) => `${rule} ${seconds}`).join(' + ');
  const notes = [
    unit.slots.length > 0 && `fits ${unit.slots.join(', ')}`,
    diversion && `leaves ${diversion.incidentNumber} of priority ${diversion.priority}`,
    soonFree && `free in ${soonFree.freeInSeconds} from ${soonFree.incidentNumber}`,
    reserved && `reserved for ${reserved.incidentNumber}`,
    coverage === null && 'coverage unknown',
    unit.isProposed && 'PROPOSED',
  ].filter(Boolean);
  return `${unit.rank} ${unit.callSign} arrives ${unit.arrivalSeconds} score ${unit.scoreSeconds} = ${parts}; ${notes.join('; ')}`;
}

function describeSlot(
  { slot, wanted, found, unitIds, arrivalSeconds }: Ranking['plan']['slots'][number],
  callSignOf: ReadonlyMap<string, string>,
): string {
  const who = unitIds.map((id, index) => `${callSignOf.get(id)} ${arrivalSeconds[index] ?? 'unknown'}`);
  return `${slot} ${found}/${wanted}: ${who.join(', ') || 'nobody'}`;
}
