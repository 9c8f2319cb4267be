import { signal } from '@preact/signals';
import type { NamedFacility } from '../command-line/commands.ts';
import type { Session } from '../session/session.ts';

const FRESH_MS = 60_000;

/** Facilities advised for an incident, asked for when somebody begins to type a destination. */
export class DestinationHints {
  readonly facilities = signal<readonly NamedFacility[]>([]);
  private askedFor = '';
  private askedAt = -Infinity;

  constructor(private readonly desk: { readonly session: Session }) {}

  /** Asks for the advice of the incident on which the unit works. */
  async ask(incidentId: string | undefined): Promise<void> {
    const now = performance.now();
    if (incidentId === undefined) return;
    if (this.askedFor === incidentId && now - this.askedAt < FRESH_MS) return;
    if (this.askedFor !== incidentId) this.facilities.value = [];
    this.askedFor = incidentId;
    this.askedAt = now;
    const answer = await this.desk.session.call('getDestinations', { params: { incidentId } });
    if (this.askedFor !== incidentId || answer.kind !== 'ok') return;
    this.facilities.value = answer.value.advised.map(({ facilityId, name }) => ({ id: facilityId, name }));
  }
}
