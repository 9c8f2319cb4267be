import { type IncidentView, type PlaceView, routes } from '#contracts';
import { isActive, isEnded } from '#domain';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { type AnswerTo, type ApiClient, ApiRefusal, type Question } from '../api/api-client.ts';
import { type Connection, untilAnswered } from '../api/retry.ts';
import { drawCase, drawOutcome } from '../demand/case-mix.ts';
import { drawLognormal, drawOne, streamOf } from '../random/random.ts';
import type { SimClock } from './sim-clock.ts';

/** Marks the program's own incidents, so that it leaves those of people alone, also after a restart. */
export const SIMULATED_NOTE = 'Simulated call.';
const CALL_TAKING_SECONDS = 75;
/** When no unit is free, asking for each waiting incident over and over would only keep the api busy. */
const NOBODY_FREE_MILLISECONDS = 5000;

export interface ControlRoomOptions {
  readonly regionId: string;
  readonly seed: number;
  readonly dispatches: boolean;
}

export interface Tally {
  calls: number;
  dispatched: number;
  closed: number;
}

/** The people at the desks: takes calls, sends the first recommended unit, closes what is done. */
export class ControlRoom {
  readonly tally: Tally = { calls: 0, dispatched: 0, closed: 0 };
  private calls = 0;
  /** Incidents that a request is under way for, or that wait until a simulated second. */
  private readonly busy = new Set<string>();
  private readonly notBefore = new Map<string, number>();
  /** One dispatch after the other, or two incidents are recommended the same unit. */
  private dispatching: Promise<void> = Promise.resolve();
  private nobodyFreeUntil = -Infinity;

  constructor(
    private readonly client: ApiClient,
    private readonly connection: Connection,
    private readonly stop: AbortSignal,
    private readonly clock: SimClock,
    private readonly logger: Logger,
    private readonly options: ControlRoomOptions,
  ) {}

  /** A call comes in from one of the places. */
  async takeCall(places: readonly PlaceView[]): Promise<void> {
    this.calls += 1;
    const random = streamOf(this.options.seed, 'call', this.calls);
    const place = drawOne(random, places);
    const { category, priority, words } = drawCase(random);
    const takingSeconds = drawLognormal(random, CALL_TAKING_SECONDS, 0.35);
    const { regionId } = this.options;
    const [lon, lat] = place.coordinates;
    const addressText = [place.label, place.context].filter(Boolean).join(', ');
    const location = { lon, lat, addressText, source: 'place' as const };
    const notes = `${SIMULATED_NOTE} ${words}.`;
    const body = { commandId: uuidv7(), regionId, location, category, priority, notes };
    const incident = await this.command(routes.createIncident, { body });
    if (!incident) return;
    this.tally.calls += 1;
    this.notBefore.set(incident.id, this.clock.now() + takingSeconds);
    const caller = { words };
    await this.command(routes.createCall, {
      body: { commandId: uuidv7(), caller, location, incidentId: incident.id },
    });
  }

  /** Looks over all open incidents and does what is next for its own. */
  review(incidents: readonly IncidentView[]): void {
    const busyUnits = new Set(
      incidents.flatMap(({ assignments }) =>
        assignments.flatMap(({ status, unitId }) => (isActive(status) ? [unitId] : [])),
      ),
    );
    for (const incident of incidents) {
      if (!incident.detail.notes.startsWith(SIMULATED_NOTE) || this.busy.has(incident.id)) continue;
      if (this.clock.now() < (this.notBefore.get(incident.id) ?? 0)) continue;
      const step = this.nextStep(incident, busyUnits);
      if (!step) continue;
      this.busy.add(incident.id);
      void step().finally(() => this.busy.delete(incident.id));
    }
  }

  private nextStep(
    incident: IncidentView,
    busyUnits: ReadonlySet<string>,
  ): (() => Promise<void>) | undefined {
    const { assignments } = incident;
    if (assignments.some(({ status }) => isActive(status))) return undefined;
    const reserved = assignments.filter(({ status }) => status === 'reserved');
    const due = reserved.find(({ unitId }) => !busyUnits.has(unitId));
    if (due) return this.options.dispatches ? () => this.activate(due.id) : undefined;
    if (reserved.length > 0) return undefined;
    const isDone =
      assignments.some(({ status }) => status === 'available') &&
      assignments.every(({ status }) => isEnded(status));
    if (isDone) return () => this.close(incident);
    return this.options.dispatches ? () => this.dispatchNext(incident) : undefined;
  }

  private dispatchNext(incident: IncidentView): Promise<void> {
    this.dispatching = this.dispatching.catch(() => undefined).then(() => this.dispatch(incident));
    return this.dispatching;
  }

  private async dispatch(incident: IncidentView): Promise<void> {
    if (performance.now() < this.nobodyFreeUntil) return;
    const params = { incidentId: incident.id };
    const recommendation = await this.command(routes.getRecommendation, { params });
    const first = recommendation?.candidates[0];
    if (!recommendation || !first) {
      this.nobodyFreeUntil = performance.now() + NOBODY_FREE_MILLISECONDS;
      return;
    }
    // Like a dispatcher who follows the plan: those that it proposes and that are free go together, else the first.
    const planned = recommendation.candidates.filter(
      ({ isProposed, soonFree, diversion }) => isProposed && !soonFree && !diversion,
    );
    const units = (planned.length > 0 ? planned : [first]).map(({ unitId }) => ({ unitId }));
    const body = { commandId: uuidv7(), units, recommendationId: recommendation.id };
    const sent = await this.command(routes.assignUnits, { params, body });
    if (sent) this.tally.dispatched += sent.assignments.length;
  }

  /** Sends a unit on the job that waited for it. */
  private async activate(assignmentId: string): Promise<void> {
    const question = { params: { assignmentId }, body: { commandId: uuidv7() } };
    const assignment = await this.command(routes.activateAssignment, question);
    if (assignment) this.tally.dispatched += 1;
  }

  private async close(incident: IncidentView): Promise<void> {
    const wasTransported = incident.assignments.some(({ steps }) =>
      steps.some(({ status, pressedAt }) => status === 'leftScene' && pressedAt !== null),
    );
    const outcome = drawOutcome(streamOf(this.options.seed, 'outcome', incident.number), wasTransported);
    const params = { incidentId: incident.id };
    const closed = await this.command(routes.closeIncident, {
      params,
      body: { commandId: uuidv7(), outcome },
    });
    if (!closed) return;
    this.tally.closed += 1;
    this.notBefore.delete(incident.id);
  }

  /** The answer; undefined when it was refused (the next review sees what is so now) or the program stops. */
  private async command<const R extends (typeof routes)[keyof typeof routes]>(
    route: R,
    question: Question<R>,
  ): Promise<AnswerTo<R> | undefined> {
    try {
      return await untilAnswered(this.connection, this.stop, () => this.client.ask(route, question));
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      this.logger.info({ route: route.name, reason: error.reason }, 'refused');
      return undefined;
    }
  }
}
