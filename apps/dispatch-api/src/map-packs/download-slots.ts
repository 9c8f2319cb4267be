/** Each download holds a part of 256 kB and at times a connection of the 20 that dispatch lives on. */
const MOST_AT_ONCE = 4;

/** Lets few downloads run at once; a tablet that gets none comes again and goes on where it was. */
export class DownloadSlots {
  private taken = 0;

  /** How to give the slot back, once; undefined when all are taken. */
  take(): (() => void) | undefined {
    if (this.taken >= MOST_AT_ONCE) return undefined;
    this.taken += 1;
    let isHeld = true;
    return () => {
      if (isHeld) this.taken -= 1;
      isHeld = false;
    };
  }
}
