import type { CallWithDetail, HazardHere, LiveRow, PatientView } from '#contracts';
import { effect, signal, type Signal } from '@preact/signals';
import type { Quiet } from '../../api/outbox.ts';
import type { LiveStore } from '../../live/live-store.ts';
import type { Session } from '../../session/session.ts';

type Part = 'calls' | 'patients' | 'hazards';
const PARTS: readonly Part[] = ['calls', 'patients', 'hazards'];

/**
 * Who called about the selected incident, who is cared for, and what to be warned of there. Personal: asked for when the
 * incident is opened and when the journal says that it changed, never held for others.
 */
export class IncidentPeople {
  readonly calls = signal<readonly CallWithDetail[]>([]);
  readonly patients = signal<readonly PatientView[]>([]);
  readonly hazards = signal<readonly HazardHere[]>([]);
  private readonly loading = new Map<Part, AbortController>();
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly session: Session,
    private readonly store: LiveStore,
    private readonly incidentId: Signal<string | undefined>,
    private readonly commands: Quiet,
  ) {}

  start(): void {
    this.stops.push(
      effect(() => {
        void this.incidentId.value;
        this.clear();
        this.load(PARTS);
      }),
      this.store.onRow((row) => this.load(row ? touched(row, this.incidentId.peek()) : PARTS)),
    );
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop();
    for (const loading of this.loading.values()) loading.abort();
  }

  private clear(): void {
    for (const part of PARTS) if (this[part].peek().length > 0) this[part].value = [];
  }

  private load(parts: readonly Part[]): void {
    const incidentId = this.incidentId.peek();
    for (const part of parts) {
      this.loading.get(part)?.abort();
      if (incidentId === undefined) continue;
      const loading = new AbortController();
      this.loading.set(part, loading);
      void this.read(part, incidentId, loading.signal);
    }
  }

  private async read(part: Part, incidentId: string, signal: AbortSignal): Promise<void> {
    await this.commands.quiet();
    if (signal.aborted) return;
    const parts = { params: { incidentId }, signal };
    if (part === 'calls') {
      const answer = await this.session.call('listIncidentCalls', parts);
      if (answer.kind === 'ok' && !signal.aborted) this.calls.value = answer.value.calls;
    } else if (part === 'patients') {
      const answer = await this.session.call('listPatients', parts);
      if (answer.kind === 'ok' && !signal.aborted) this.patients.value = answer.value.patients;
    } else {
      const answer = await this.session.call('listIncidentHazards', parts);
      if (answer.kind === 'ok' && !signal.aborted) this.hazards.value = answer.value.hazards;
    }
  }
}

/** What of an incident has to be read anew after a row. */
function touched(row: LiveRow, incidentId: string | undefined): readonly Part[] {
  if (incidentId === undefined) return [];
  const { payload } = row;
  if (row.subjectType === 'premiseHazard') return ['hazards'];
  const isOfIncident = [
    row.subjectId,
    payload['incidentId'],
    payload['incidentIdBefore'],
    payload['intoIncidentId'],
  ].includes(incidentId);
  if (row.kind === 'incidentJoined' || row.kind === 'incidentUnjoined') return PARTS;
  if (!isOfIncident) return [];
  if (row.subjectType === 'call') return ['calls'];
  if (row.subjectType === 'patient') return ['patients'];
  const changed = payload['changed'];
  return row.kind === 'incidentChanged' && Array.isArray(changed) && changed.includes('location')
    ? ['hazards']
    : [];
}
