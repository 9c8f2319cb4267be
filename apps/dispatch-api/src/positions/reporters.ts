import { Inject, Injectable } from '@nestjs/common';
import { CONTROL_ROOM } from '#contracts';
import type { createDispatchStore, TrackedUnitRow } from '#persistence';
import { type Actor, holdsRole } from '#use-cases';
import { DISPATCH_STORE } from '../tokens.ts';

/** A crew that changes units reports for the new one within this time. */
const REMEMBER_MILLISECONDS = 5000;
const MAX_REMEMBERED = 10_000;

/** Who may report positions of which unit: a crew of the units it is on now, the control room of its regions. */
@Injectable()
export class Reporters {
  private readonly known = new Map<
    string,
    { readonly readAt: number; readonly unitIds: ReadonlySet<string> }
  >();

  constructor(@Inject(DISPATCH_STORE) private readonly dispatch: ReturnType<typeof createDispatchStore>) {}

  async mayReport(actor: Actor, unit: TrackedUnitRow): Promise<boolean> {
    if (holdsRole(actor, unit.regionId, CONTROL_ROOM)) return true;
    return (await this.unitsOf(actor.id)).has(unit.unitId);
  }

  /** With the database away, what was known last counts on: a vehicle must not vanish from the map because of that. */
  private async unitsOf(userId: string): Promise<ReadonlySet<string>> {
    const now = performance.now();
    const held = this.known.get(userId);
    if (held && now - held.readAt < REMEMBER_MILLISECONDS) return held.unitIds;
    try {
      const unitIds = new Set(await this.dispatch.listUnitsOfCrew(userId, new Date()));
      if (this.known.size >= MAX_REMEMBERED) this.known.clear();
      this.known.set(userId, { readAt: now, unitIds });
      return unitIds;
    } catch (error) {
      if (held) return held.unitIds;
      throw error;
    }
  }
}
