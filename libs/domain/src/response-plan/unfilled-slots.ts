import type { Capability, IncidentCategory, Priority } from '../incident/incident.ts';
import {
  hasEntry,
  getRequirement,
  type PatientNeed,
  type ResponsePlan,
  type ResponseSlot,
} from './response-plan.ts';

/** A unit that is on an incident, or has been there and is done. */
export interface ServingUnit {
  readonly assignmentId: string;
  readonly unitId: string;
  readonly capabilities: readonly Capability[];
  /** Off duty, or it or its vehicle out of service, before it is done: it fills no slot. */
  readonly isOut: boolean;
  /** It has arrived, and may have left again. */
  readonly isThere: boolean;
}

export interface UnfilledSlot extends ResponseSlot {
  readonly found: number;
}

/** What the plan asks and these units don't give; a unit counts in every slot whose capabilities it has. */
export function listUnfilledSlots(
  slots: readonly ResponseSlot[],
  serving: readonly Pick<ServingUnit, 'capabilities' | 'isOut'>[],
): UnfilledSlot[] {
  return slots.flatMap((slot) => {
    const found = serving.filter(
      ({ capabilities, isOut }) => !isOut && slot.capabilities.every((one) => capabilities.includes(one)),
    ).length;
    return found < slot.count ? [{ ...slot, found }] : [];
  });
}

/** True when an incident that somebody is on lacks units that its plan asks for. */
export function isPlanShort(
  plan: ResponsePlan,
  incident: {
    readonly category: IncidentCategory;
    readonly priority: Priority;
    readonly needs: readonly PatientNeed[];
    readonly serving: readonly ServingUnit[];
  },
): boolean {
  if (incident.serving.length === 0 || !hasEntry(plan, incident)) return false;
  return listUnfilledSlots(getRequirement(plan, incident).slots, incident.serving).length > 0;
}
