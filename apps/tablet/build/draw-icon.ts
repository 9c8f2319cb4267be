import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [number, number, number];
const GROUND: Colour = [0x0e, 0x13, 0x18];
const MARK: Colour = [0x62, 0xb0, 0xff];
/** Edges are smoothed by looking at this many points across each pixel. */
const POINTS = 4;
/** Half the width of the cross's beams and half its length, of half the icon; inside a launcher's round mask. */
const BEAM = 0.16;
const REACH = 0.52;

/** Whether a point, from -1 to 1 each way, lies in the mark: a cross of three beams, as ambulances bear. */
function isInMark(x: number, y: number): boolean {
  return [0, Math.PI / 3, -Math.PI / 3].some((turn) => {
    const along = x * Math.sin(turn) + y * Math.cos(turn);
    const across = x * Math.cos(turn) - y * Math.sin(turn);
    return Math.abs(along) <= REACH && Math.abs(across) <= BEAM;
  });
}

function shareInMark(column: number, row: number, size: number): number {
  let inside = 0;
  for (let point = 0; point < POINTS * POINTS; point += 1) {
    const x = ((column + ((point % POINTS) + 0.5) / POINTS) / size) * 2 - 1;
    const y = ((row + (Math.floor(point / POINTS) + 0.5) / POINTS) / size) * 2 - 1;
    if (isInMark(x, y)) inside += 1;
  }
  return inside / (POINTS * POINTS);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, check]);
}

/** The app's icon as a square PNG. */
export function drawIcon(size: number): Buffer {
  const rows = Buffer.alloc(size * (size * 3 + 1));
  let at = 0;
  for (let row = 0; row < size; row += 1) {
    rows[at++] = 0;
    for (let column = 0; column < size; column += 1) {
      const share = shareInMark(column, row, size);
      for (let part = 0; part < 3; part += 1)
        rows[at++] = Math.round(GROUND[part]! + (MARK[part]! - GROUND[part]!) * share);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
