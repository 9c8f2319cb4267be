/** A device may report twice a second of its own time: a backlog of an hour passes at once, 100 fixes a second do not. */
export const SLOT_MILLISECONDS = 500;
/** Slots remembered per device; a repeat older than this is found again by the database. */
const REMEMBERED_SLOTS = 128;

export type Pace = 'new' | 'repeat' | 'tooOften';

/** Lets one fix through per device and half second of device time, in whatever order they come. */
export class PaceLimit {
  private readonly slotsOf = new Map<string, Map<number, number>>();

  /** `deviceKey` names the reporting device. A fix with the same device time as an admitted one is its repeat. */
  admit(deviceKey: string, deviceAt: Date): Pace {
    const at = deviceAt.getTime();
    const slot = Math.floor(at / SLOT_MILLISECONDS);
    const slots = this.slotsOf.get(deviceKey) ?? new Map<number, number>();
    this.slotsOf.set(deviceKey, slots);
    const held = slots.get(slot);
    if (held !== undefined) return held === at ? 'repeat' : 'tooOften';
    slots.set(slot, at);
    if (slots.size > REMEMBERED_SLOTS) slots.delete(slots.keys().next().value!);
    return 'new';
  }
}
