import { setTimeout as sleep } from 'node:timers/promises';
import { type FacilityView, type PlaceView, routes, type UnitView } from '#contracts';
import { type IncidentCategory, isActive } from '#domain';
import type { Logger } from 'pino';
import { ApiClient, ApiRefusal } from '../api/api-client.ts';
import { Outbox } from '../api/outbox.ts';
import { PositionSender } from '../api/position-sender.ts';
import { type Connection, untilAnswered } from '../api/retry.ts';
import type { Duty } from '../crew/crew-state.ts';
import type { DemoRegion } from '../demo-file.ts';
import { CallArrivals } from '../demand/call-arrivals.ts';
import { drawCrewWork } from '../demand/case-mix.ts';
import { createHourOfWeek, demandFactor } from '../demand/hour-of-week.ts';
import type { Options } from '../options.ts';
import { streamOf } from '../random/random.ts';
import { ControlRoom } from './control-room.ts';
import { type CrewPlace, CrewRunner, type CrewWorld, type OpenAssignment } from './crew-runner.ts';
import { chooseDestination, receivingFacilities } from './hospitals.ts';
import { samplePlaces } from './places.ts';
import { SimClock } from './sim-clock.ts';

const TICK_MILLISECONDS = 1000;
const REVIEW_TICKS = 2;
const SUMMARY_TICKS = 60;
const UNITS_TICKS = 3;
const URGENT_PRIORITY = 2;

/** Also told when the desk's look is answered. */
export interface WatchedConnection extends Connection {
  noteBack(): void;
}

type Setup = Pick<Options, 'regionId' | 'speed' | 'seed' | 'callsPerHour' | 'dispatches'>;

interface Region {
  readonly units: readonly UnitView[];
  readonly facilities: readonly FacilityView[];
  readonly timeZone: string;
  readonly usesCyrillic: boolean;
}

/** One region's callers, desks and crews, driven over the public api until `stop`. */
export class Simulation {
  private readonly clock: SimClock;
  private readonly desk: ApiClient;
  private readonly controlRoom: ControlRoom;
  private crews: CrewRunner[] = [];
  private places: PlaceView[] = [];
  private incidentKinds = new Map<string, { category: IncidentCategory; priority: number }>();

  constructor(
    private readonly demo: DemoRegion,
    private readonly setup: Setup,
    private readonly connection: WatchedConnection,
    private readonly stop: AbortSignal,
    private readonly logger: Logger,
  ) {
    this.clock = new SimClock(setup.speed);
    this.desk = new ApiClient(demo.url, demo.dispatcher, stop);
    this.controlRoom = new ControlRoom(this.desk, connection, stop, this.clock, logger, setup);
  }

  async run(): Promise<void> {
    const region = await this.readRegion();
    if (!region) return;
    const { units, facilities, timeZone } = region;
    this.crews = this.placeCrews(units, facilities);
    this.logger.info(
      { units: this.crews.length, hospitals: receivingFacilities(facilities).length },
      'crews on duty',
    );
    const arrivals = this.callArrivals(timeZone);
    const stations = units.flatMap(({ station }) => (station ? [station.coordinates] : []));
    const sampling = this.findPlaces(stations, region.usesCyrillic);
    for (let tick = 0; !this.stop.aborted; tick += 1) {
      const startedAt = performance.now();
      this.turn(tick, arrivals);
      await this.look(tick);
      const rest = Math.max(0, TICK_MILLISECONDS - (performance.now() - startedAt));
      await sleep(rest, undefined, { signal: this.stop }).catch(() => undefined);
    }
    await sampling;
    this.logger.info(this.controlRoom.tally, 'stopped');
  }

  private turn(tick: number, arrivals: CallArrivals): void {
    const calls = arrivals.advanceTo(this.clock.now());
    for (let call = 0; call < calls && this.places.length > 0; call += 1) {
      void this.controlRoom.takeCall(this.places);
    }
    for (const crew of this.crews) crew.tick();
    if (tick % SUMMARY_TICKS !== SUMMARY_TICKS - 1) return;
    const busy = this.crews.filter(({ phase }) => phase !== 'free').length;
    this.logger.info({ ...this.controlRoom.tally, busy }, 'so far');
  }

  /** One request a second for what all crews are assigned to, and now and then one for the open incidents and the units. */
  private async look(tick: number): Promise<void> {
    const query = { regionId: this.setup.regionId };
    try {
      if (tick % REVIEW_TICKS === 0) {
        const { incidents } = await this.desk.ask(routes.listIncidents, { query: { ...query, limit: 500 } });
        this.incidentKinds = new Map(
          incidents.map(({ id, category, priority }) => [id, { category, priority }]),
        );
        this.controlRoom.review(incidents);
      }
      if (tick % UNITS_TICKS === 0) await this.leaveToTablets();
      const { assignments } = await this.desk.ask(routes.listAssignments, { query });
      this.connection.noteBack();
      const active = assignments.filter(({ status }) => isActive(status));
      const byUnit = new Map(active.map((assignment) => [assignment.unitId, assignment]));
      for (const crew of this.crews) crew.notice(byUnit.get(crew.crew.unitId));
    } catch (error) {
      if (!this.stop.aborted) this.connection.noteAway((error as Error).message);
    }
  }

  /** Whoever tries a tablet in the demo is the crew: nobody reports for the unit beside them. */
  private async leaveToTablets(): Promise<void> {
    const query = { regionId: this.setup.regionId };
    const { units } = await this.desk.ask(routes.listUnits, { query });
    const byId = new Map(units.map((unit) => [unit.id, unit]));
    for (const crew of this.crews) {
      const unit = byId.get(crew.crew.unitId);
      if (unit?.isCrewAtTablet) crew.stepAside();
      else crew.stepIn(unit?.position?.coordinates);
    }
  }

  private async readRegion(): Promise<Region | undefined> {
    const query = { regionId: this.setup.regionId };
    return untilAnswered(this.connection, this.stop, async () => {
      const { units } = await this.desk.ask(routes.listUnits, { query });
      const { facilities } = await this.desk.ask(routes.listFacilities, { query });
      const { regions } = await this.desk.ask(routes.listRegions);
      const region = regions.find(({ id }) => id === this.setup.regionId);
      const timeZone = region?.timeZone ?? 'UTC';
      return { units, facilities, timeZone, usesCyrillic: region?.languages[0] === 'bg' };
    });
  }

  private async findPlaces(
    stations: readonly (readonly [number, number])[],
    usesCyrillic: boolean,
  ): Promise<void> {
    const { regionId, seed, callsPerHour } = this.setup;
    if (callsPerHour === 0) return;
    const desk = { client: this.desk, connection: this.connection, stop: this.stop, regionId };
    this.places = await samplePlaces(desk, stations, streamOf(seed, 'places'), usesCyrillic);
    if (this.stop.aborted) return;
    if (this.places.length === 0)
      this.logger.warn('the map has no reachable address or street: nobody will call');
    else this.logger.info({ places: this.places.length, kind: this.places[0]?.kind }, 'places to call from');
  }

  private callArrivals(timeZone: string): CallArrivals {
    const hourOfWeek = createHourOfWeek(timeZone);
    const { seed, callsPerHour } = this.setup;
    const perSecond = (seconds: number): number =>
      (callsPerHour / 3600) * demandFactor(hourOfWeek(this.clock.dateAt(seconds)));
    return new CallArrivals(streamOf(seed, 'arrivals'), perSecond, this.clock.now());
  }

  private placeCrews(units: readonly UnitView[], facilities: readonly FacilityView[]): CrewRunner[] {
    const world = this.createWorld(facilities);
    const byId = new Map(units.map((unit) => [unit.id, unit]));
    return this.demo.crews.flatMap((login, index) => {
      const unit = byId.get(login.unitId);
      const start = unit?.position?.coordinates ?? unit?.station?.coordinates;
      if (!unit || !start) return [];
      const client = new ApiClient(this.demo.url, login, this.stop);
      const outbox = new Outbox(client, this.connection, this.stop, this.logger);
      const positions = new PositionSender(client, this.connection);
      const place: CrewPlace = {
        unitId: unit.id,
        callSign: unit.callSign,
        station: unit.station?.coordinates,
        start,
      };
      return [new CrewRunner(world, place, client, outbox, positions, (index * 10) / this.demo.crews.length)];
    });
  }

  private createWorld(facilities: readonly FacilityView[]): CrewWorld {
    const { regionId } = this.setup;
    const { connection, stop, clock } = this;
    const receiving = receivingFacilities(facilities);
    const places = new Map(facilities.map(({ id, coordinates }) => [id, { facilityId: id, coordinates }]));
    return {
      clock,
      connection,
      stop,
      regionId,
      dutyOf: (assignment, callSign) => this.dutyOf(assignment, callSign),
      findFacility: (facilityId) => places.get(facilityId),
      chooseDestination: (client, scene, draw) =>
        chooseDestination(client, connection, stop, regionId, receiving, scene, draw),
    };
  }

  /** What a crew is told; the draws depend on the incident's number and the unit alone. */
  private async dutyOf(assignment: OpenAssignment, callSign: string): Promise<Duty | undefined> {
    const kind =
      this.incidentKinds.get(assignment.incidentId) ?? (await this.readKind(assignment.incidentId));
    if (!kind) return undefined;
    const random = streamOf(this.setup.seed, 'work', assignment.incidentNumber, callSign);
    return {
      assignmentId: assignment.id,
      incidentId: assignment.incidentId,
      scene: assignment.incidentCoordinates,
      isUrgent: kind.priority <= URGENT_PRIORITY,
      draws: drawCrewWork(random, kind.category),
    };
  }

  private async readKind(
    incidentId: string,
  ): Promise<{ category: IncidentCategory; priority: number } | undefined> {
    const params = { incidentId };
    const ask = () => this.desk.ask(routes.getIncident, { params });
    return untilAnswered(this.connection, this.stop, ask).catch((error: unknown) => {
      if (error instanceof ApiRefusal) return undefined;
      throw error;
    });
  }
}
