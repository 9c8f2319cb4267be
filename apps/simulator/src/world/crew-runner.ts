import { type AssignmentView, routes } from '#contracts';
import { isActive, type LonLat } from '#domain';
import { type ApiClient, ApiRefusal } from '../api/api-client.ts';
import type { Outbox } from '../api/outbox.ts';
import type { PositionSender } from '../api/position-sender.ts';
import { type Connection, untilAnswered } from '../api/retry.ts';
import type { CrewEvent, CrewState, Destination, Duty } from '../crew/crew-state.ts';
import { type CrewNeed, needOf, placeOf, stepCrew } from '../crew/step-crew.ts';
import { placeOnTrip, straightTrip, type Trip } from '../crew/trip.ts';
import type { SimClock } from './sim-clock.ts';

const STANDING_FIX_SECONDS = 10;
const REMEMBERED_ENDS = 50;
/** A device's fix is a few metres off. */
const ACCURACY_METERS = 5;

export interface OpenAssignment extends AssignmentView {
  readonly incidentCoordinates: LonLat | null;
}

export interface CrewWorld {
  readonly clock: Pick<SimClock, 'now'>;
  readonly connection: Connection;
  readonly stop: AbortSignal;
  readonly regionId: string;
  dutyOf(assignment: OpenAssignment, callSign: string): Promise<Duty | undefined>;
  findFacility(facilityId: string): Destination | undefined;
  chooseDestination(client: ApiClient, scene: LonLat, draw: number): Promise<Destination | null>;
}

export interface CrewPlace {
  readonly unitId: string;
  readonly callSign: string;
  readonly station: LonLat | undefined;
  readonly start: LonLat;
}

/** Drives one crew's state machine: time and the api in, taps and fixes out. */
export class CrewRunner {
  private state: CrewState;
  private asking: string | undefined;
  private takingUp: string | undefined;
  private lastFixAt = -Infinity;
  private readonly ended = new Set<string>();
  private isAside = false;

  constructor(
    private readonly world: CrewWorld,
    readonly crew: CrewPlace,
    private readonly client: ApiClient,
    private readonly outbox: Pick<Outbox, 'add'>,
    private readonly positions: Pick<PositionSender, 'add'>,
    /** Spreads the crews' standing fixes over the ten seconds. */
    private readonly fixOffsetSeconds: number,
  ) {
    this.state = { phase: 'free', place: crew.start, trip: undefined };
  }

  get phase(): CrewState['phase'] {
    return this.state.phase;
  }

  /** The unit is left to people: a crew that signed on at a tablet reports for it now. */
  stepAside(): void {
    this.isAside = true;
  }

  /** The tablet's crew is gone: on from where it left the unit. */
  stepIn(place: LonLat | undefined): void {
    if (!this.isAside) return;
    this.isAside = false;
    this.asking = undefined;
    this.takingUp = undefined;
    this.lastFixAt = -Infinity;
    this.state = {
      phase: 'free',
      place: place ?? placeOf(this.state, this.world.clock.now()),
      trip: undefined,
    };
  }

  /** Once a second. */
  tick(): void {
    if (this.isAside) return;
    this.handle({ kind: 'tick' });
    this.askForNeeds();
    this.reportPosition();
  }

  /** What the control room has for this unit now; undefined when nothing. */
  notice(assignment: OpenAssignment | undefined): void {
    if (this.isAside) return;
    const current = 'duty' in this.state ? this.state.duty : undefined;
    if (current && current.assignmentId !== assignment?.id) {
      this.remember(current.assignmentId);
      this.handle({ kind: 'calledOff', assignmentId: current.assignmentId });
    }
    if (!assignment || !isActive(assignment.status) || this.ended.has(assignment.id)) return;
    if (current?.assignmentId === assignment.id) {
      this.noticeDestination(current, assignment);
      const scene = assignment.incidentCoordinates;
      const isMoved = scene && (scene[0] !== current.scene?.[0] || scene[1] !== current.scene[1]);
      if (isMoved) this.handle({ kind: 'sceneMoved', assignmentId: assignment.id, scene });
    } else if (this.takingUp !== assignment.id) void this.takeUp(assignment, current !== undefined);
  }

  /** The control room's own choice; the crew's choice comes back to it in the same field. */
  private noticeDestination(duty: Duty, { id, destinationFacilityId }: OpenAssignment): void {
    const known = duty.destination?.facilityId ?? null;
    const own = 'destination' in this.state ? this.state.destination.facilityId : null;
    if (destinationFacilityId === known || destinationFacilityId === own) return;
    // Just chosen by the crew, and not yet in the list.
    if (destinationFacilityId === null && own !== null) return;
    const destination =
      destinationFacilityId === null ? undefined : this.world.findFacility(destinationFacilityId);
    this.handle({ kind: 'destinationSet', assignmentId: id, destination });
  }

  private async takeUp(assignment: OpenAssignment, isOnTheRoad: boolean): Promise<void> {
    this.takingUp = assignment.id;
    const duty = await this.world.dutyOf(assignment, this.crew.callSign);
    if (this.takingUp !== assignment.id || this.ended.has(assignment.id)) return;
    this.takingUp = undefined;
    if (!duty) return;
    const facilityId = assignment.destinationFacilityId;
    const destination = facilityId === null ? undefined : this.world.findFacility(facilityId);
    const { status } = assignment;
    this.handle({ kind: 'assigned', duty: { ...duty, destination }, status, isOnTheRoad });
  }

  private handle(event: CrewEvent): void {
    if (this.isAside) return;
    const { state, reports } = stepCrew(this.state, event, this.world.clock.now());
    this.state = state;
    for (const report of reports) {
      this.outbox.add(report);
      if (report.status === 'available') this.remember(report.assignmentId);
    }
  }

  /** The list may still show what has just ended. */
  private remember(assignmentId: string): void {
    this.ended.add(assignmentId);
    if (this.ended.size > REMEMBERED_ENDS) this.ended.delete(this.ended.keys().next().value!);
  }

  private askForNeeds(): void {
    const need = needOf(this.state, this.crew.station);
    const key = need && keyOf(this.state, need);
    if (!need || key === this.asking) return;
    this.asking = key;
    void this.answer(need).then((event) => {
      if (this.asking === key) this.asking = undefined;
      const still = needOf(this.state, this.crew.station);
      // Called off or turned round meanwhile: the answer is of no use any more.
      if (!event || !still || keyOf(this.state, still) !== key) return;
      this.handle(event);
      this.askForNeeds();
    });
  }

  private async answer(need: NonNullable<CrewNeed>): Promise<CrewEvent | undefined> {
    if (need.kind === 'destination') {
      const destination = await this.world.chooseDestination(this.client, need.from, need.hospitalDraw);
      return this.world.stop.aborted ? undefined : { kind: 'destinationChosen', destination };
    }
    const trip = await this.findTrip(need);
    return trip && { kind: 'routed', trip };
  }

  private async findTrip({ from, to, profile }: CrewNeed & { kind: 'route' }): Promise<Trip | undefined> {
    const { connection, stop, regionId, clock } = this.world;
    const toPoint = ([lon, lat]: LonLat) => ({ lon, lat });
    const body = { regionId, from: toPoint(from), to: toPoint(to), profile };
    try {
      const found = await untilAnswered(connection, stop, () => this.client.ask(routes.routes, { body }));
      return (
        found && {
          startedAt: clock.now(),
          coordinates: found.coordinates,
          elapsedSeconds: found.elapsedSeconds,
        }
      );
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      return straightTrip(from, to, clock.now());
    }
  }

  private reportPosition(): void {
    const now = this.world.clock.now();
    const trip = 'trip' in this.state ? this.state.trip : undefined;
    const onTrip = trip && placeOnTrip(trip, now);
    const seconds = performance.now() / 1000 + this.fixOffsetSeconds;
    const isDue = onTrip !== undefined || seconds - this.lastFixAt >= STANDING_FIX_SECONDS;
    if (!isDue) return;
    this.lastFixAt = Math.floor(seconds / STANDING_FIX_SECONDS) * STANDING_FIX_SECONDS;
    const [lon, lat] = placeOf(this.state, now);
    this.positions.add({
      unitId: this.crew.unitId,
      at: new Date().toISOString(),
      lon,
      lat,
      speedKmh: onTrip?.speedKmh ?? 0,
      headingDegrees: onTrip?.headingDegrees ?? null,
      accuracyMeters: ACCURACY_METERS,
    });
  }
}

const keyOf = (state: CrewState, need: NonNullable<CrewNeed>): string => JSON.stringify([state.phase, need]);
