/** A binary heap of numbers that come out least key first; for small searches that a workspace would be too large for. */
export class LeastFirst {
  private readonly items: number[] = [];
  private readonly keys: number[] = [];

  get size(): number {
    return this.items.length;
  }

  push(item: number, key: number): void {
    let at = this.items.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.keys[parent]! <= key) break;
      this.items[at] = this.items[parent]!;
      this.keys[at] = this.keys[parent]!;
      at = parent;
    }
    this.items[at] = item;
    this.keys[at] = key;
  }

  /** The item of the least key, with its key; undefined when empty. */
  pop(): { readonly item: number; readonly key: number } | undefined {
    const item = this.items[0];
    if (item === undefined) return undefined;
    const key = this.keys[0]!;
    const lastItem = this.items.pop()!;
    const lastKey = this.keys.pop()!;
    if (this.items.length > 0) this.sink(lastItem, lastKey);
    return { item, key };
  }

  private sink(item: number, key: number): void {
    const { items, keys } = this;
    let at = 0;
    for (let child = 1; child < items.length; child = 2 * at + 1) {
      if (child + 1 < items.length && keys[child + 1]! < keys[child]!) child++;
      if (keys[child]! >= key) break;
      items[at] = items[child]!;
      keys[at] = keys[child]!;
      at = child;
    }
    items[at] = item;
    keys[at] = key;
  }
}
