import type { IncidentView, RemarkView } from '#contracts';
import { effect, signal } from '@preact/signals';
import type { Quiet } from '../api/outbox.ts';
import type { LiveStore } from '../live/live-store.ts';
import type { Session } from '../session/session.ts';

/** Remarks of the selected incident: asked for once, then followed by live rows. */
export class IncidentDetail {
  readonly remarks = signal<readonly RemarkView[]>([]);
  private loading: AbortController | undefined;
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly session: Session,
    private readonly store: LiveStore,
    private readonly incidentId: { readonly value: string | undefined },
    private readonly commands: Quiet,
  ) {}

  start(): void {
    this.stops.push(
      effect(() => {
        const incidentId = this.incidentId.value;
        this.remarks.value = [];
        void this.load(incidentId);
      }),
      this.store.onRemark(({ incidentId, remark }) => {
        if (incidentId !== this.incidentId.value) return;
        if (remark) this.add([remark]);
        else void this.load(incidentId);
      }),
    );
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop();
    this.loading?.abort();
  }

  private async load(incidentId: IncidentView['id'] | undefined): Promise<void> {
    this.loading?.abort();
    if (incidentId === undefined) return;
    const loading = new AbortController();
    this.loading = loading;
    await this.commands.quiet();
    if (loading.signal.aborted) return;
    const answer = await this.session.call('getIncident', { params: { incidentId }, signal: loading.signal });
    if (answer.kind !== 'ok' || loading.signal.aborted) return;
    this.add(answer.value.remarks);
  }

  private add(remarks: readonly RemarkView[]): void {
    const byId = new Map([...this.remarks.peek(), ...remarks].map((remark) => [remark.id, remark]));
    this.remarks.value = [...byId.values()].sort((a, b) => a.at.localeCompare(b.at));
  }
}
