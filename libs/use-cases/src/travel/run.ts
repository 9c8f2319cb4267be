import type { RunReason, RunsUpdate, RunView } from '#contracts';
import {
  arrivalMilliseconds,
  compareRemaining,
  countOffRoute,
  findProgress,
  isOffRoute,
  isWorthChanging,
  LOOK_AGAIN_SECONDS,
  simplifyLine,
  type AssignmentStatus,
  type LonLat,
  type RouteProgress,
} from '#domain';
import { MAX_OFF_ROAD_METERS } from './snap-place.ts';
import type { MapRoads, TravelEngine } from './travel-engine.ts';
import type { RouteFound, TravelSetting } from './travel-ports.ts';

/** A unit on its way, as stored. */
export interface DrivingUnit {
  readonly assignmentId: string;
  readonly regionId: string;
  readonly mapId: number;
  readonly unitId: string;
  readonly incidentId: string;
  readonly status: AssignmentStatus;
  readonly priority: number;
  readonly leg: RunView['leg'];
  readonly to: LonLat;
}

export interface RunPorts {
  readonly engine: TravelEngine;
  findPosition(unitId: string): { readonly coordinates: LonLat; readonly deviceAt: Date } | undefined;
}

const SIMPLIFIED_METERS = 4;
/** Screens are told of an arrival that moved by this much. */
const TOLD_SECONDS = 10;
/** Who is so near has arrived, whatever was pressed. */
const ARRIVED_SECONDS = 5;
/** A vehicle that moved less than this since its route was made gets no other one. */
const MOVED_METERS = 20;
/** Priorities whose patients are driven with lights and sirens. */
const URGENT_PRIORITY = 2;

/** A route as driven, with what it took when it was made. */
interface Driven {
  readonly map: MapRoads;
  readonly setting: TravelSetting;
  readonly route: RouteFound;
  readonly madeAt: LonLat;
  readonly conditionsVersion: number;
  readonly arcSeconds: readonly number[];
}

const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

/** One unit on its way: its route, how far it is, and what screens were told. */
export class Run {
  wanted: RunReason | undefined = 'assigned';
  lookedAt = -Infinity;
  view: RunView | undefined;
  private driven: Driven | undefined;
  private progress: RouteProgress | undefined;
  private fixAt = -Infinity;
  private fixesOffRoute = 0;
  private told: RunView | undefined;
  private guided: RouteFound | undefined;

  constructor(
    private readonly ports: RunPorts,
    public unit: DrivingUnit,
  ) {}

  /** Takes over what is stored now; another target needs another route. */
  update(unit: DrivingUnit): void {
    const { leg, to } = this.unit;
    if (unit.leg !== leg || unit.to[0] !== to[0] || unit.to[1] !== to[1]) this.wanted = 'target';
    this.unit = unit;
  }

  /** Wants another route where the rest of it is closed or slower now; elsewhere a better one may have opened. */
  noteConditionsChanged(mayBeFaster: boolean): void {
    if (!this.driven) {
      this.wanted ??= 'faster';
      return;
    }
    const first = this.firstArcLeft(this.driven);
    const before = this.driven.arcSeconds.slice(first).reduce((sum, seconds) => sum + seconds, 0);
    const change = compareRemaining(before, this.secondsLeftNow(this.driven, first));
    if (change === 'slower') this.wanted ??= 'closure';
    else if (change === 'quicker' || mayBeFaster) this.wanted ??= 'faster';
    if (change === 'slower' && this.wanted === 'faster') this.wanted = 'closure';
  }

  /** Moves on along the route by the newest fix. */
  follow(now: Date): void {
    const { driven } = this;
    const position = this.ports.findPosition(this.unit.unitId);
    if (position && this.view?.state === 'noPosition') this.wanted ??= 'assigned';
    if (this.isDue(now, position?.coordinates)) this.wanted ??= 'faster';
    if (!driven || !position) return;
    if (this.ports.engine.findLoadedMap(this.unit.mapId) !== driven.map) this.wanted = 'map';
    const fixAt = position.deviceAt.getTime();
    if (fixAt > this.fixAt) {
      this.fixAt = fixAt;
      this.progress = findProgress(driven.route, position.coordinates, this.progress?.elapsedSeconds ?? 0);
      this.fixesOffRoute = countOffRoute(this.fixesOffRoute, this.progress);
      if (isOffRoute(this.fixesOffRoute)) this.wanted = 'offRoute';
    }
    this.view = this.describe(now);
  }

  /** Looks for the fastest way from where the unit is now. */
  makeRoute(now: Date): void {
    const reason = this.wanted ?? 'faster';
    this.lookedAt = now.getTime();
    const map = this.ports.engine.findLoadedMap(this.unit.mapId);
    // Roads that are still being loaded: the next step tries again.
    if (!map) return;
    this.wanted = undefined;
    const position = this.ports.findPosition(this.unit.unitId);
    if (!position) return this.giveUp(now, 'noPosition', reason);
    const setting = this.ports.engine.settingOf(map, this.profile());
    const from = map.snapCache.snapVehicle(position.coordinates, setting, MAX_OFF_ROAD_METERS);
    const to = map.snapCache.snap(this.unit.to, setting, MAX_OFF_ROAD_METERS);
    const route = from && to && map.network.findRoute(from, to, setting);
    if (!route) return this.giveUp(now, 'noRoad', reason);
    const isSame = this.isSameWay(route);
    if (!isSame && !this.isWorthTaking(route, reason)) return;
    this.take(map, setting, route, position, now, isSame ? undefined : reason);
  }

  /** What screens are to be told, once. */
  takeChange(): RunsUpdate['changed'][number] | undefined {
    const { view, told } = this;
    if (!view || view === told) return undefined;
    const isNewRoute = view.routeNumber !== told?.routeNumber || view.state !== told.state;
    const movedSeconds =
      Math.abs(Date.parse(view.arrivesAt ?? '') - Date.parse(told?.arrivesAt ?? '')) / 1000;
    if (!isNewRoute && !(movedSeconds >= TOLD_SECONDS)) return undefined;
    this.told = view;
    return isNewRoute ? view : { ...view, coordinates: null };
  }

  /** The whole way under the number of the view, unsimplified; undefined while there is none. */
  get guidedRoute(): RouteFound | undefined {
    return this.view?.state === 'onTheWay' ? this.guided : undefined;
  }

  /** To an incident always with lights and sirens; on to a destination as the patient needs. */
  private profile(): 'emergency' | 'normal' {
    const isUrgent = this.unit.leg === 'toIncident' || this.unit.priority <= URGENT_PRIORITY;
    return isUrgent ? 'emergency' : 'normal';
  }

  private isDue(now: Date, at: LonLat | undefined): boolean {
    if (now.getTime() - this.lookedAt < LOOK_AGAIN_SECONDS * 1000) return false;
    if (!this.driven || !at) return true;
    const { madeAt, map, setting, conditionsVersion } = this.driven;
    const hasMoved = metersBetween(madeAt, at) > MOVED_METERS;
    const hour = this.ports.engine.settingOf(map, setting.profile).hourOfWeek;
    return hasMoved || hour !== setting.hourOfWeek || conditionsVersion !== map.network.conditionsVersion;
  }

  private firstArcLeft({ route }: Driven): number {
    const elapsed = this.progress?.elapsedSeconds ?? 0;
    const first = route.arcEndSeconds.findIndex((seconds) => seconds > elapsed);
    return first === -1 ? route.arcs.length : first;
  }

  private secondsLeftNow({ map, route, setting }: Driven, firstArc: number): number {
    return map.network.secondsOfArcs(route.arcs.slice(firstArc), setting);
  }

  /** Whether a route found now is the rest of the one driven. */
  private isSameWay(found: RouteFound): boolean {
    if (!this.driven) return false;
    const { arcs } = this.driven.route;
    const rest = arcs.slice(-found.arcs.length);
    // The first arc may be left in the other direction where the vehicle stands at a junction.
    return rest.length === found.arcs.length && rest.every((arc, i) => i === 0 || arc === found.arcs[i]);
  }

  private isWorthTaking(found: RouteFound, reason: RunReason): boolean {
    if (!this.driven || this.driven.map !== this.ports.engine.findLoadedMap(this.unit.mapId)) return true;
    const first = this.firstArcLeft(this.driven);
    const secondsOnOld = this.secondsLeftNow(this.driven, first);
    const why = reason === 'faster' ? 'mayBeBetter' : 'mustChange';
    return isWorthChanging(why, secondsOnOld, found.travelSeconds);
  }

  private take(
    map: MapRoads,
    setting: TravelSetting,
    route: RouteFound,
    position: { readonly coordinates: LonLat; readonly deviceAt: Date },
    now: Date,
    reason: RunReason | undefined,
  ): void {
    const arcSeconds = route.arcs.map((arc) => map.network.secondsOfArcs([arc], setting));
    const { conditionsVersion } = map.network;
    this.driven = { map, setting, route, madeAt: position.coordinates, conditionsVersion, arcSeconds };
    this.progress = findProgress(route, position.coordinates, 0);
    this.fixAt = position.deviceAt.getTime();
    this.fixesOffRoute = 0;
    const numberBefore = this.view?.routeNumber;
    this.view = this.describe(now, reason);
    // The rest of the same way, found again, changes nothing for who is guided along it.
    if (this.view.routeNumber !== numberBefore) this.guided = route;
  }

  private giveUp(now: Date, state: 'noPosition' | 'noRoad', reason: RunReason): void {
    this.driven = undefined;
    this.progress = undefined;
    if (this.view?.state === state && reason === 'faster') return;
    this.view = {
      ...this.subject(),
      state,
      reason,
      travelSeconds: null,
      distanceMeters: null,
      arrivesAt: null,
      asOf: now.toISOString(),
      routeNumber: (this.view?.routeNumber ?? 0) + 1,
      coordinates: [],
    };
  }

  private subject() {
    const { assignmentId, regionId, unitId, incidentId, leg, to } = this.unit;
    return { assignmentId, regionId, unitId, incidentId, leg, to: [to[0], to[1]] as [number, number] };
  }

  /** The view as of now; with a reason it is a new route. */
  private describe(now: Date, reason?: RunReason): RunView {
    const { route } = this.driven!;
    const progress = this.progress!;
    const secondsLeft = Math.max(0, route.travelSeconds - progress.elapsedSeconds);
    const before = this.view;
    const isNew = reason !== undefined || !before || before.state !== 'onTheWay';
    return {
      ...this.subject(),
      state: 'onTheWay',
      reason: reason ?? before?.reason ?? 'assigned',
      travelSeconds: Math.round(secondsLeft * 10) / 10,
      distanceMeters: Math.round(progress.distanceLeftMeters),
      arrivesAt: this.arrivalAt(now, secondsLeft),
      asOf: now.toISOString(),
      routeNumber: (before?.routeNumber ?? 0) + (isNew ? 1 : 0),
      coordinates: isNew ? this.drawn(route) : before.coordinates,
    };
  }

  private arrivalAt(now: Date, secondsLeft: number): string {
    const { view } = this;
    const hadArrived = view?.travelSeconds !== null && (view?.travelSeconds ?? Infinity) < ARRIVED_SECONDS;
    if (secondsLeft < ARRIVED_SECONDS && hadArrived && view?.arrivesAt) return view.arrivesAt;
    const hasSetOut = this.unit.status === 'enRoute' || this.unit.leg === 'toDestination';
    const arrival = arrivalMilliseconds(now.getTime(), this.fixAt, secondsLeft, hasSetOut);
    return new Date(Math.round(arrival / 1000) * 1000).toISOString();
  }

  private drawn(route: RouteFound): [number, number][] {
    return simplifyLine(route.coordinates, SIMPLIFIED_METERS).map(([lon, lat]) => [
      rounded(lon),
      rounded(lat),
    ]);
  }
}

const metersBetween = ([lonA, latA]: LonLat, [lonB, latB]: LonLat): number =>
  Math.hypot((lonB - lonA) * Math.cos((latA * Math.PI) / 180), latB - latA) * 111_195;
