import type { LonLat } from './lon-lat.ts';
import { decodePlusCode, isShortPlusCode } from './plus-code.ts';

/** West, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number];

/** What typed or pasted text says of a position; undefined when it is an address or any other words. */
export type TypedPosition =
  | { readonly kind: 'position'; readonly position: LonLat; readonly form: 'numbers' | 'link' | 'plusCode' }
  /** Numbers that can mean more than one place, or one that nobody wrote exactly so: to be asked. */
  | { readonly kind: 'choice'; readonly positions: readonly LonLat[] }
  | {
      readonly kind: 'refused';
      readonly reason: 'threeWords' | 'shortPlusCode' | 'linkWithoutPosition' | 'outside';
    };

/** A place just outside a region's map is still taken: an ambulance gets there. */
const MARGIN_DEGREES = 0.2;
const LONGEST = 500;
const DECIMALS = 1e6;

const rounded = ([lon, lat]: LonLat): LonLat => [
  Math.round(lon * DECIMALS) / DECIMALS,
  Math.round(lat * DECIMALS) / DECIMALS,
];

const isOnEarth = ([lon, lat]: LonLat): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

function isWithin([lon, lat]: LonLat, [west, south, east, north]: Bounds): boolean {
  return (
    lon >= west - MARGIN_DEGREES &&
    lon <= east + MARGIN_DEGREES &&
    lat >= south - MARGIN_DEGREES &&
    lat <= north + MARGIN_DEGREES
  );
}

function placed(
  position: LonLat,
  bounds: Bounds,
  form: 'numbers' | 'link' | 'plusCode',
): TypedPosition | undefined {
  if (!isOnEarth(position)) return undefined;
  if (!isWithin(position, bounds)) return { kind: 'refused', reason: 'outside' };
  return { kind: 'position', position: rounded(position), form };
}

/** Three words joined by dots, as a service of that kind gives them; its word list is not open, so nothing here can read them. */
const THREE_WORDS =
  /^(?:\/{2,3}|https?:\/\/(?:w3w\.co|what3words\.com)\/)?\p{L}{3,}[.。・]\p{L}{3,}[.。・]\p{L}{3,}$/u;

/** Where links of maps carry latitude and longitude, the most telling first. */
const IN_LINKS: readonly RegExp[] = [
  /!3d(-?\d+\.\d+)!4d(-?\d+\.\d+)/,
  /[?&]mlat=(-?\d+(?:\.\d+)?)&mlon=(-?\d+(?:\.\d+)?)/,
  /[?&/](?:q|query|ll|sll|daddr|destination|center|cp)=(?:loc:)?(-?\d+\.\d+)[,~\s+]+(-?\d+\.\d+)/,
  /#map=[\d.]+\/(-?\d+\.\d+)\/(-?\d+\.\d+)/,
  /@(-?\d+\.\d+),(-?\d+\.\d+)/,
  /\/(?:place|search|dir)\/(?:[^/]*\/)?(-?\d+\.\d+),\+?(-?\d+\.\d+)/,
];
const LINK = /^https?:\/\/\S+$/i;
const MAP_HOST =
  /^https?:\/\/(?:[\w-]+\.)*(?:google\.[a-z.]+|goo\.gl|openstreetmap\.org|osm\.org|apple\.com|waze\.com|bing\.com|here\.com|mapy\.cz|mapy\.com)\//i;

function unescaped(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}

function readLink(text: string, bounds: Bounds): TypedPosition | undefined {
  const link = unescaped(text);
  for (const pattern of IN_LINKS) {
    const found = pattern.exec(link);
    if (found) return placed([Number(found[2]), Number(found[1])], bounds, 'link');
  }
  return MAP_HOST.test(text) ? { kind: 'refused', reason: 'linkWithoutPosition' } : undefined;
}

interface Angle {
  readonly degrees: number;
  readonly axis: 'lon' | 'lat' | undefined;
  readonly isSigned: boolean;
}

const NUMBER = String.raw`\d+(?:\.\d+)?`;
/** `34°54'4.1"`, `34° 54.068'`, `-34.9011`: degrees, then minutes and seconds where they are marked. */
const DEGREES = String.raw`([+-]?${NUMBER})\s*(?:°\s*(?:(${NUMBER})\s*'\s*(?:(${NUMBER})\s*(?:"|''))?)?)?`;
const LETTER_LAST = String.raw`()${DEGREES}\s*([NSEW])?`;
const LETTER_FIRST = String.raw`([NSEW])\s*${DEGREES}()`;
const BETWEEN = String.raw`(?:\s*[,;/]\s*|\s+|(?<=[NSEW°'"]))`;
const TWO_ANGLES = [LETTER_LAST, LETTER_FIRST].map(
  (angle) => new RegExp(String.raw`^\(?\s*${angle}${BETWEEN}${angle}\s*\)?$`, 'i'),
);
const GROUPS = 5;

function angleOf(groups: readonly (string | undefined)[]): Angle | undefined {
  const [before = '', degrees = '', minutes = '0', seconds = '0', after = ''] = groups;
  const letter = (before + after).toUpperCase();
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return undefined;
  const isNegative = degrees.startsWith('-');
  if (letter !== '' && isNegative) return undefined;
  const size = Math.abs(Number(degrees)) + Number(minutes) / 60 + Number(seconds) / 3600;
  const isMinus = isNegative || letter === 'S' || letter === 'W';
  return {
    degrees: isMinus ? -size : size,
    axis: letter === '' ? undefined : letter === 'N' || letter === 'S' ? 'lat' : 'lon',
    isSigned: letter !== '' || /^[+-]/.test(degrees),
  };
}

/** Signs and marks as keyboards and phones write them, in one form. A decimal comma becomes a point where a comma cannot part the two. */
function normalized(text: string): string {
  const plain = text
    .replace(/[\u2212\u2012-\u2014]/g, '-')
    .replace(/[′’‘´`]/g, "'")
    .replace(/[″“”]/g, '"')
    .replace(/[º˚]/g, '°')
    .trim();
  const isDecimalComma = !plain.includes('.') && /\d,\d+\s*(?:[;/\s]|,\s|[°'"NSEW])/i.test(plain);
  return isDecimalComma ? plain.replace(/(\d),(\d)/g, '$1.$2') : plain;
}

/** Whole numbers alone, such as a house and a flat, are no position. */
const looksPrecise = (text: string): boolean => (text.match(/\d\.\d{2,}|°/g) ?? []).length >= 2;

function unique(positions: readonly LonLat[]): readonly LonLat[] {
  const seen = new Map(positions.map((position) => [position.join(), position]));
  return [...seen.values()];
}

function readNumbers(text: string, bounds: Bounds): TypedPosition | undefined {
  const plain = normalized(text);
  const found = TWO_ANGLES.map((pattern) => pattern.exec(plain)).find((one) => one !== null);
  if (!found || !looksPrecise(plain)) return undefined;
  const a = angleOf(found.slice(1, 1 + GROUPS));
  const b = angleOf(found.slice(1 + GROUPS, 1 + 2 * GROUPS));
  if (!a || !b) return undefined;
  if (a.axis !== undefined || b.axis !== undefined) {
    if (a.axis === b.axis || a.axis === undefined || b.axis === undefined) return undefined;
    return placed(a.axis === 'lon' ? [a.degrees, b.degrees] : [b.degrees, a.degrees], bounds, 'numbers');
  }
  return resolveOrder(a, b, bounds);
}

/** Nobody said which number is which, or forgot the minus: the region's bounds tell, or the dispatcher is asked. */
function resolveOrder(a: Angle, b: Angle, bounds: Bounds): TypedPosition | undefined {
  const orders: readonly LonLat[] = [
    [b.degrees, a.degrees],
    [a.degrees, b.degrees],
  ];
  const onEarth = orders.filter(isOnEarth);
  const [first] = onEarth;
  if (!first) return undefined;
  const within = unique(onEarth.filter((one) => isWithin(one, bounds)).map(rounded));
  const [only, other] = within;
  if (only) return other ? { kind: 'choice', positions: within } : placed(only, bounds, 'numbers');
  if (a.isSigned || b.isSigned) return { kind: 'refused', reason: 'outside' };
  const flipped = onEarth.flatMap(([lon, lat]): LonLat[] => [
    [-lon, -lat],
    [-lon, lat],
    [lon, -lat],
  ]);
  const meant = unique(flipped.filter((one) => isWithin(one, bounds)).map(rounded));
  return meant.length > 0 ? { kind: 'choice', positions: meant } : { kind: 'refused', reason: 'outside' };
}

/**
 * Reads coordinates in the forms in which people type, say and paste them. Text that is no position answers undefined and
 * stays an address.
 */
export function readTypedPosition(text: string, bounds: Bounds): TypedPosition | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > LONGEST) return undefined;
  if (THREE_WORDS.test(trimmed)) return { kind: 'refused', reason: 'threeWords' };
  if (LINK.test(trimmed)) return readLink(trimmed, bounds);
  const geo = /^geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?:[,;?]\S*)?$/i.exec(trimmed);
  if (geo) return placed([Number(geo[2]), Number(geo[1])], bounds, 'link');
  const plusCode = decodePlusCode(trimmed);
  if (plusCode) return placed(plusCode, bounds, 'plusCode');
  if (isShortPlusCode(trimmed)) return { kind: 'refused', reason: 'shortPlusCode' };
  return readNumbers(trimmed, bounds);
}
