type Part = Uint8Array<ArrayBuffer> | undefined;

/** Twelve megabytes: what a view and its neighbours are drawn from. */
const MAX_PARTS = 48;

/** Parts that were read last, so that the tiles of one view don't read the same ones again. */
export class RecentParts {
  private readonly kept = new Map<string, Promise<Part>>();

  get(key: string, read: () => Promise<Part>): Promise<Part> {
    const part = this.kept.get(key) ?? read();
    this.kept.delete(key);
    this.kept.set(key, part);
    const forget = (): boolean => this.kept.delete(key);
    part.then((bytes) => bytes ?? forget(), forget);
    const oldest = this.kept.keys().next();
    if (this.kept.size > MAX_PARTS && !oldest.done) this.kept.delete(oldest.value);
    return part;
  }
}
