import type { FacilityView, InboundView } from '#contracts';
import type { DiversionState, FacilityService, Priority } from '#domain';
import { batch, signal } from '@preact/signals';
import { v7 as uuidv7 } from 'uuid';
import type { Answer, BodyOf, ResponseOf } from '../api/http.ts';
import type { Session } from '../session/session.ts';

const REFRESH_MS = 5000;
const HOUR_MS = 3_600_000;

export interface DraftDiversion {
  /** Null for the whole facility. */
  readonly service: FacilityService | null;
  readonly state: DiversionState;
}

/** What one facility sees of the units on their way to it, and what it says about itself. */
export class FacilityState {
  readonly facility = signal<FacilityView | undefined>(undefined);
  readonly inbound = signal<readonly InboundView[] | undefined>(undefined);
  readonly asOf = signal<string | undefined>(undefined);
  readonly hasFailed = signal(false);
  readonly isUnknown = signal(false);
  readonly loadPercent = signal<number | null>(null);
  readonly freeBeds = signal<number | null>(null);
  readonly waitMinutes = signal<Readonly<Partial<Record<Priority, number>>>>({});
  readonly diversions = signal<readonly DraftDiversion[]>([]);
  readonly reason = signal('');
  readonly hours = signal(4);
  readonly isSending = signal(false);
  readonly failure = signal<Answer<unknown> | undefined>(undefined);
  readonly isSaved = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isStopped = false;
  private shownVersion = -1;

  constructor(
    private readonly session: Session,
    private readonly regionId: string,
  ) {}

  start(): void {
    void this.refresh();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /** Changes the state of a service, or of the whole house. */
  divert(service: FacilityService | null, state: DiversionState): void {
    const others = this.diversions.value.filter((one) => one.service !== service);
    this.diversions.value = state === 'open' ? others : [...others, { service, state }];
    this.isSaved.value = false;
  }

  stateOf(service: FacilityService | null): DiversionState {
    return this.diversions.value.find((one) => one.service === service)?.state ?? 'open';
  }

  async save(): Promise<void> {
    const facility = this.facility.peek();
    if (!facility || this.isSending.peek()) return;
    this.isSending.value = true;
    const body: BodyOf<'setFacilityStatus'> = {
      commandId: uuidv7(),
      expectedVersion: facility.status?.version ?? 0,
      loadPercent: this.loadPercent.peek(),
      freeBeds: this.freeBeds.peek(),
      waitMinutes: this.waitMinutes.peek(),
      diversions: this.diversions.peek().map((one) => ({ ...one, reason: this.reason.peek() })),
      until: new Date(Date.now() + this.hours.peek() * HOUR_MS).toISOString(),
    };
    const answer = await this.session.call('setFacilityStatus', {
      params: { facilityId: facility.id },
      body,
    });
    batch(() => {
      this.isSending.value = false;
      this.isSaved.value = answer.kind === 'ok';
      this.failure.value = answer.kind === 'ok' ? undefined : answer;
    });
    await this.refresh();
  }

  private async refresh(): Promise<void> {
    clearTimeout(this.timer);
    const query = { regionId: this.regionId };
    const [facilities, inbound] = await Promise.all([
      this.session.call('listFacilities', { query }),
      this.session.call('listInbound', { query }),
    ]);
    if (this.isStopped) return;
    batch(() => this.take(facilities, inbound));
    this.timer = setTimeout(() => void this.refresh(), REFRESH_MS);
  }

  private take(
    facilities: Answer<ResponseOf<'listFacilities'>>,
    inbound: Answer<ResponseOf<'listInbound'>>,
  ): void {
    this.hasFailed.value = facilities.kind !== 'ok' || inbound.kind !== 'ok';
    if (inbound.kind === 'ok') {
      this.inbound.value = inbound.value.inbound;
      this.asOf.value = inbound.value.at;
    }
    if (facilities.kind !== 'ok') return;
    const [own] = facilities.value.facilities;
    this.facility.value = own;
    this.isUnknown.value = own === undefined;
    if (own) this.showStatus(own);
  }

  /** Fills the form with what is said now, once for each version, so that nothing being typed is lost. */
  private showStatus({ status }: FacilityView): void {
    const version = status?.version ?? 0;
    if (version === this.shownVersion) return;
    this.shownVersion = version;
    this.loadPercent.value = status?.loadPercent ?? null;
    this.freeBeds.value = status?.freeBeds ?? null;
    this.waitMinutes.value = status?.waitMinutes ?? {};
    this.diversions.value = (status?.diversions ?? []).map(({ service, state }) => ({ service, state }));
    this.reason.value = status?.diversions[0]?.reason ?? '';
  }
}
