import type { HistoryTrack, HistoryView, UnitTrack } from '#contracts';
import {
  compareAlarms,
  foldHistory,
  type HistoryState,
  keepHistoryState,
  NO_HISTORY,
  restoreHistoryState,
} from '#domain';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { HistoryStore } from './history-store.ts';
import { type PastBoard, viewAlarms, viewIncidents, viewUnits } from './history-view.ts';

/** Rows folded at a time: years of a region never stand in memory at once. */
const ROWS_AT_ONCE = 5000;
/** A state is kept each time so many rows have come: folding as many takes some 20 ms. */
const KEEP_EVERY_ROWS = 2000;

/** A region after journal row `seq`: from the newest state kept before it, and the rows since. */
export async function foldUntil(store: HistoryStore, regionId: string, seq: number): Promise<HistoryState> {
  const kept = await store.findKeptState(regionId, seq);
  let state = (kept && restoreHistoryState(kept)) ?? NO_HISTORY;
  while (state.seq < seq) {
    const untilSeq = Math.min(seq, state.seq + ROWS_AT_ONCE);
    const rows = await store.listHistoryRows(regionId, state.seq, untilSeq);
    state = { ...foldHistory(state, rows), seq: untilSeq };
  }
  return state;
}

async function loadBoard(
  store: HistoryStore,
  regionId: string,
  at: Date,
  state: HistoryState,
): Promise<PastBoard> {
  const dutySince = new Map(
    [...state.units.values()].flatMap(({ id, duty }) => (duty ? [[id, duty.sinceAt] as const] : [])),
  );
  const incidents = [...state.incidents.values()];
  const assignments = [...state.assignments.values()];
  const named = assignments.flatMap(({ id, followedById }) => [id, ...(followedById ? [followedById] : [])]);
  const facilityIds = assignments.flatMap(({ destinationFacilityId }) => destinationFacilityId ?? []);
  const working = assignments.filter(({ endedAt }) => endedAt === null).map(({ unitId }) => unitId);
  const going = [...state.alarms.values()].filter(({ clearedAt }) => clearedAt === null);
  const [units, details, names, alarms] = await Promise.all([
    store.listPastUnits(regionId, at, dutySince, working),
    store.listPastDetails(
      regionId,
      at,
      incidents.map((one) => ({ ...one, incidentId: one.id })),
    ),
    store.listNames([...new Set(named)], [...new Set(facilityIds)]),
    store.listAlarmsById(going.map(({ id }) => id)),
  ]);
  return { state, units, details: new Map(details.map((one) => [one.incidentId, one])), names, alarms };
}

/** The board and the map of a region as they were at an instant; `seq` asks for a row instead of its time. */
export async function readHistory(
  store: HistoryStore,
  regionId: string,
  at: Date,
  asked: { readonly seq?: number } = {},
): Promise<Outcome<HistoryView>> {
  const region = await store.findRegionMap(regionId);
  if (!region) return refuse('notFound');
  const moment = await store.findMoment(regionId, at);
  const seq = asked.seq ?? moment.seq;
  const [state, closures] = await Promise.all([
    foldUntil(store, regionId, seq),
    store.listPastClosures(region.mapId, at),
  ]);
  const board = await loadBoard(store, regionId, at, state);
  const alarms = viewAlarms(board);
  const ordered = (one: (typeof alarms)[number]) => ({ ...one, raisedAt: Date.parse(one.raisedAt) });
  return accept({
    regionId,
    at: at.toISOString(),
    seq,
    firstAt: moment.firstAt,
    units: viewUnits(board, regionId),
    incidents: viewIncidents(board, regionId),
    alarms: alarms.sort((a, b) => compareAlarms(ordered(a), ordered(b))),
    closures: [...closures],
  });
}

const STARTING_PLACE_EVERY_SECONDS = 1;

/** Positions and events of a stretch of time, to play it. Where units were when it began comes first. */
export async function readTrack(
  store: HistoryStore,
  regionId: string,
  range: { readonly from: Date; readonly to: Date; readonly everySeconds: number },
): Promise<HistoryTrack> {
  const { from, to, everySeconds } = range;
  const [before, fixes, events] = await Promise.all([
    store.listPastUnits(regionId, from, new Map(), []),
    store.listTrack(regionId, from, to, everySeconds),
    store.listTrackEvents(regionId, from, to),
  ]);
  const tracks = new Map<string, UnitTrack>();
  for (const { id, frameKey, position } of before) {
    const track = emptyTrack(id, frameKey);
    tracks.set(id, track);
    if (!position) continue;
    const [lon, lat] = position.coordinates;
    const seconds = (Date.parse(position.receivedAt) - from.getTime()) / 1000;
    const motion = { headingDegrees: position.headingDegrees, speedKmh: position.speedKmh };
    push(track, { seconds: Math.min(seconds, -STARTING_PLACE_EVERY_SECONDS), lon, lat, ...motion });
  }
  for (const fix of fixes) {
    const track = tracks.get(fix.unitId) ?? emptyTrack(fix.unitId, fix.frameKey);
    tracks.set(fix.unitId, track);
    push(track, { ...fix, lon: fix.place[0], lat: fix.place[1] });
  }
  const units = [...tracks.values()].filter(({ seconds }) => seconds.length > 0);
  const times = { from: from.toISOString(), to: to.toISOString() };
  return { regionId, ...times, everySeconds, units, events: [...events] };
}

const emptyTrack = (unitId: string, frameKey: number): UnitTrack => ({
  unitId,
  frameKey,
  seconds: [],
  lon: [],
  lat: [],
  headingDegrees: [],
  speedKmh: [],
});

/** 1 m, which a map shows at its nearest as one pixel or two. */
const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

function push(
  track: UnitTrack,
  fix: {
    readonly seconds: number;
    readonly lon: number;
    readonly lat: number;
    readonly headingDegrees: number | null;
    readonly speedKmh: number | null;
  },
): void {
  track.seconds.push(fix.seconds);
  track.lon.push(round(fix.lon));
  track.lat.push(round(fix.lat));
  track.headingDegrees.push(fix.headingDegrees);
  track.speedKmh.push(fix.speedKmh === null ? null : Math.round(fix.speedKmh));
}

/** Keeps a state of each region whose journal has grown by many rows. Answers how many were made. */
export async function keepHistoryStates(store: HistoryStore): Promise<number> {
  await store.forgetOutdatedStates();
  let made = 0;
  for (const { regionId, seq, keptSeq } of await store.listKept()) {
    for (let next = keptSeq + KEEP_EVERY_ROWS; next <= seq; next += KEEP_EVERY_ROWS) {
      await store.keepState(regionId, keepHistoryState(await foldUntil(store, regionId, next)));
      made += 1;
    }
  }
  return made;
}
