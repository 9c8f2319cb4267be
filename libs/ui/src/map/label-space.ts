interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const CELL = 64;

/** Remembers the room that labels have taken on one picture, so that no two are written over each other. */
export class LabelSpace {
  private readonly cells = new Map<string, Box[]>();

  /** Takes the box (CSS pixels) and answers true, or answers false when another label is in the way. */
  take(left: number, top: number, width: number, height: number): boolean {
    const box = { left, top, right: left + width, bottom: top + height };
    const keys = cellsOf(box);
    const isTaken = keys.some((key) => this.cells.get(key)?.some((other) => overlap(box, other)));
    if (isTaken) return false;
    for (const key of keys) {
      const boxes = this.cells.get(key);
      if (boxes) boxes.push(box);
      else this.cells.set(key, [box]);
    }
    return true;
  }
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function cellsOf(box: Box): string[] {
  const keys: string[] = [];
  for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
    for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1)
      keys.push(`${x}:${y}`);
  }
  return keys;
}
