import { PRESENCE_LOST_MS, type PresenceField } from '#contracts';

/** What one socket has open. Ids only: this is what travels to other processes. */
export interface OpenIncident {
  readonly socketId: string;
  readonly userId: string;
  readonly regionId: string;
  readonly incidentId: string;
  readonly field: PresenceField | null;
}

export interface PersonPresent {
  readonly userId: string;
  readonly incidentId: string;
  readonly field: PresenceField | null;
}

interface Told {
  readonly open: readonly OpenIncident[];
  readonly at: number;
}

/**
 * Who has which incident open, as far as it was said lately: by sockets of this process one by one, by other processes all
 * of theirs at once. What is not said again goes by itself, so nothing stays of a lost socket or a dead process. Times are
 * monotonic ms.
 */
export class PresenceBoard {
  private readonly own = new Map<string, { readonly open: OpenIncident; readonly at: number }>();
  private readonly others = new Map<string, Told>();

  /** Takes what a socket of this process says; the regions for which that is news. */
  say(open: OpenIncident, now: number): string[] {
    const before = this.own.get(open.socketId)?.open;
    this.own.set(open.socketId, { open, at: now });
    return before && isSame(before, open) ? [] : regionsOf(before ? [before, open] : [open]);
  }

  /** Forgets a socket of this process, because it left or closed what it had open. */
  forget(socketId: string): string[] {
    const before = this.own.get(socketId)?.open;
    return before && this.own.delete(socketId) ? [before.regionId] : [];
  }

  /** Takes all that another process says of its sockets. */
  takeOthers(processId: string, open: readonly OpenIncident[], now: number): string[] {
    const before = this.others.get(processId)?.open ?? [];
    if (open.length > 0) this.others.set(processId, { open, at: now });
    else this.others.delete(processId);
    return JSON.stringify(before) === JSON.stringify(open) ? [] : regionsOf([...before, ...open]);
  }

  /** Drops what was not said again; the regions that lost somebody. */
  sweep(now: number): string[] {
    const lost: OpenIncident[] = [];
    for (const [socketId, { open, at }] of this.own)
      if (now - at > PRESENCE_LOST_MS && this.own.delete(socketId)) lost.push(open);
    for (const [processId, { open, at }] of this.others)
      if (now - at > PRESENCE_LOST_MS && this.others.delete(processId)) lost.push(...open);
    return regionsOf(lost);
  }

  /** What this process tells the others. */
  listOwn(): OpenIncident[] {
    return [...this.own.values()].map(({ open }) => open);
  }

  /** Each person once per incident, however many windows they have it open in; the one with a field in hand counts. */
  listPeople(regionId: string): PersonPresent[] {
    const people = new Map<string, PersonPresent>();
    const everything = [...this.listOwn(), ...[...this.others.values()].flatMap(({ open }) => open)];
    for (const { userId, incidentId, field, regionId: of } of everything) {
      const key = `${userId} ${incidentId}`;
      if (of === regionId && (people.get(key)?.field ?? null) === null)
        people.set(key, { userId, incidentId, field });
    }
    return [...people.values()];
  }
}

const isSame = (one: OpenIncident, other: OpenIncident): boolean =>
  one.regionId === other.regionId && one.incidentId === other.incidentId && one.field === other.field;

const regionsOf = (open: readonly OpenIncident[]): string[] => [
  ...new Set(open.map(({ regionId }) => regionId)),
];
