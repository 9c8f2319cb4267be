import type { LastFix } from '#use-cases';

/** Fixes on their way to the other api processes, as compact text. Positions of vehicles only, nobody's data. */
type Packed = readonly [
  unitId: string,
  deviceAt: number,
  receivedAt: number,
  lon: number,
  lat: number,
  speedKmh: number | null,
  headingDegrees: number | null,
];

interface Message {
  readonly from: string;
  readonly fixes: readonly Packed[];
}

export function writeMessage(from: string, fixes: readonly LastFix[]): string {
  const packed = fixes.map((fix): Packed => {
    const { unitId, deviceAt, receivedAt, lon, lat, speedKmh, headingDegrees } = fix;
    return [unitId, deviceAt.getTime(), receivedAt.getTime(), lon, lat, speedKmh, headingDegrees];
  });
  return JSON.stringify({ from, fixes: packed } satisfies Message);
}

/** Undefined for a message of this process itself, or of a version that cannot be read. */
export function readMessage(text: string, self: string): LastFix[] | undefined {
  const message = parse(text);
  if (!message || message.from === self) return undefined;
  return message.fixes.map(([unitId, deviceAt, receivedAt, lon, lat, speedKmh, headingDegrees]) => ({
    unitId,
    deviceAt: new Date(deviceAt),
    receivedAt: new Date(receivedAt),
    lon,
    lat,
    speedKmh,
    headingDegrees,
  }));
}

function parse(text: string): Message | undefined {
  try {
    const message = JSON.parse(text) as Partial<Message> | null;
    return Array.isArray(message?.fixes) && typeof message.from === 'string'
      ? (message as Message)
      : undefined;
  } catch {
    return undefined;
  }
}
