import { MAP_PACK_PART_BYTES } from '#persistence';

type PutPart = (part: number, bytes: Uint8Array) => Promise<void>;

/**
 * Cuts what is appended into parts and hands them on. The first part is kept until the end, since the head of an archive
 * is known last.
 */
export class PartStream {
  private buffer = new Uint8Array(MAP_PACK_PART_BYTES);
  private first: Uint8Array | undefined;
  private part = 0;
  private used = 0;

  constructor(private readonly put: PutPart) {}

  async append(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      const count = Math.min(bytes.length - at, MAP_PACK_PART_BYTES - this.used);
      this.buffer.set(bytes.subarray(at, at + count), this.used);
      this.used += count;
      at += count;
      if (this.used === MAP_PACK_PART_BYTES) await this.nextPart();
    }
  }

  /** Puts `head` over the first bytes and hands on what is left; answers the length of the whole. */
  async finish(head: Uint8Array = new Uint8Array(0)): Promise<number> {
    const bytes = this.part * MAP_PACK_PART_BYTES + this.used;
    if (this.used > 0) await this.nextPart();
    if (this.first) {
      this.first.set(head);
      await this.put(0, this.first);
    }
    return bytes;
  }

  private async nextPart(): Promise<void> {
    const bytes = this.buffer.subarray(0, this.used);
    if (this.part === 0) this.first = bytes;
    else await this.put(this.part, bytes);
    this.buffer = new Uint8Array(MAP_PACK_PART_BYTES);
    this.part += 1;
    this.used = 0;
  }
}
