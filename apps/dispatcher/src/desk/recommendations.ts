import type { IncidentView, JointProposal, RecommendationView, RouteAnswer } from '#contracts';
import { computed, effect, signal } from '@preact/signals';
import type { Answer } from '../api/http.ts';
import type { Quiet } from '../api/outbox.ts';
import { isUncovered } from './incident-order.ts';
import type { LiveStore } from '../live/live-store.ts';
import type { Session } from '../session/session.ts';

export type RecommendationState =
  | { readonly kind: 'none' }
  /** An incident without a position: nothing can be ranked by road. */
  | { readonly kind: 'noPosition' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly view: RecommendationView }
  | { readonly kind: 'failed'; readonly answer: Answer<unknown> };

/** After a unit's status changed the list is asked for again, but not more often than this. */
const SETTLE_MS = 1200;
const MIN_INTERVAL_MS = 4000;
/** Units move, so an unchanged list is asked for again as well. */
const REFRESH_MS = 15_000;

/** The recommendation of the selected incident, kept fresh, and the route of the candidate that is pointed at. */
export class Recommendations {
  readonly state = signal<RecommendationState>({ kind: 'none' });
  /** Unit of the candidate whose route is drawn; the first one unless another is pointed at. */
  readonly pointedUnitId = signal<string | undefined>(undefined);
  /** What deciding all waiting incidents together says of this one; undefined while it is alone. */
  readonly joint = signal<JointProposal | undefined>(undefined);
  readonly route = signal<RouteAnswer | undefined>(undefined);
  readonly candidates = computed(() => {
    const state = this.state.value;
    return state.kind === 'ready' ? state.view.candidates : [];
  });
  private loading: AbortController | undefined;
  private routing: AbortController | undefined;
  private subject: string | undefined;
  private loadedAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly session: Session,
    private readonly store: LiveStore,
    private readonly regionId: string,
    private readonly incident: { readonly value: IncidentView | undefined },
    private readonly commands: Quiet,
  ) {}

  start(): void {
    const subject = computed(() => {
      const incident = this.incident.value;
      if (incident?.state !== 'open') return undefined;
      return `${incident.id}|${incident.coordinates?.join(',') ?? ''}`;
    });
    const statuses = computed(() => {
      void this.store.revision.value;
      return this.store
        .listUnits()
        .map((unit) => unit.boardStatus)
        .join();
    });
    this.stops.push(
      effect(() => this.take(subject.value)),
      effect(() => {
        void statuses.value;
        this.refreshSoon(SETTLE_MS);
      }),
      effect(() => void this.loadRoute(this.pointedUnitId.value, this.state.value)),
    );
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop();
    this.loading?.abort();
    this.routing?.abort();
    clearTimeout(this.timer);
  }

  /** Asks again now. */
  async refresh(): Promise<void> {
    const incident = this.incident.value;
    if (incident?.state !== 'open' || !incident.coordinates) return;
    this.loading?.abort();
    const loading = new AbortController();
    this.loading = loading;
    this.loadedAt = performance.now();
    const params = { incidentId: incident.id };
    const answer = await this.session.call('getRecommendation', { params, signal: loading.signal });
    if (loading.signal.aborted) return;
    if (answer.kind === 'ok') this.state.value = { kind: 'ready', view: answer.value };
    // A list that is seconds old is better than none: it stays while the network is away.
    else if (answer.kind === 'refused' || this.state.peek().kind === 'loading')
      this.state.value = { kind: 'failed', answer };
    this.refreshSoon(REFRESH_MS);
    if (answer.kind === 'ok') await this.loadJoint(incident, loading.signal);
  }

  private async loadJoint(incident: IncidentView, stop: AbortSignal): Promise<void> {
    const waiting = this.store.listIncidents().filter((one) => one.state === 'open' && isUncovered(one));
    if (waiting.length < 2 || !isUncovered(incident)) {
      this.joint.value = undefined;
      return;
    }
    const params = { incidentId: incident.id };
    const answer = await this.session.call('getJointProposal', { params, signal: stop });
    if (!stop.aborted && answer.kind === 'ok') this.joint.value = answer.value.joint ?? undefined;
  }

  private take(subject: string | undefined): void {
    this.subject = subject;
    this.loading?.abort();
    clearTimeout(this.timer);
    this.pointedUnitId.value = undefined;
    this.route.value = undefined;
    this.joint.value = undefined;
    if (subject === undefined) this.state.value = { kind: 'none' };
    else if (subject.endsWith('|')) this.state.value = { kind: 'noPosition' };
    else {
      this.state.value = { kind: 'loading' };
      void this.firstAsk(subject);
    }
  }

  /** The act that selects an incident may send to it as well, and is followed by a list of its own. */
  private async firstAsk(subject: string): Promise<void> {
    const before = this.loadedAt;
    await this.commands.quiet();
    if (this.subject === subject && this.loadedAt === before) await this.refresh();
  }

  private refreshSoon(delay: number): void {
    const { kind } = this.state.peek();
    if (kind === 'none' || kind === 'noPosition') return;
    clearTimeout(this.timer);
    const earliest = this.loadedAt + MIN_INTERVAL_MS - performance.now();
    this.timer = setTimeout(() => void this.refresh(), Math.max(delay, earliest));
  }

  private async loadRoute(pointedUnitId: string | undefined, state: RecommendationState): Promise<void> {
    this.routing?.abort();
    const incident = this.incident.value;
    const unitId = pointedUnitId ?? (state.kind === 'ready' ? state.view.candidates[0]?.unitId : undefined);
    const place = this.placeOf(unitId);
    if (!incident?.coordinates || !place) {
      this.route.value = undefined;
      return;
    }
    const routing = new AbortController();
    this.routing = routing;
    const body = {
      regionId: this.regionId,
      from: { lon: place[0], lat: place[1] },
      to: { lon: incident.coordinates[0], lat: incident.coordinates[1] },
    };
    const answer = await this.session.call('routes', { body, signal: routing.signal });
    if (!routing.signal.aborted) this.route.value = answer.kind === 'ok' ? answer.value : undefined;
  }

  private placeOf(unitId: string | undefined): readonly [number, number] | undefined {
    if (unitId === undefined) return undefined;
    const unit = this.store.listUnits().find((one) => one.id === unitId);
    return unit && this.store.whereabouts(unit, performance.now()).place;
  }
}
