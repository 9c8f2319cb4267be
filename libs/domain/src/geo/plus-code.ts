import type { LonLat } from './lon-lat.ts';

/** Digits of an Open Location Code, base 20. Source: the specification at github.com/google/open-location-code. */
const DIGITS = '23456789CFGHJMPQRVWX';
const FULL = /^([23456789CFGHJMPQRVWX]{8})\+([23456789CFGHJMPQRVWX]{2,7})$/i;
const SHORT = /^[23456789CFGHJMPQRVWX]{2,7}\+[23456789CFGHJMPQRVWX]{2,7}(?:[\s,].*)?$/i;
const PAIRS = 5;
const GRID_COLUMNS = 4;
const GRID_ROWS = 5;

/** The middle of the cell that a full code names; undefined for any other text. */
export function decodePlusCode(text: string): LonLat | undefined {
  const found = FULL.exec(text);
  if (!found) return undefined;
  const values = [...`${found[1]}${found[2]}`.toUpperCase()].map((digit) => DIGITS.indexOf(digit));
  let lat = -90;
  let lon = -180;
  let height = 400;
  let width = 400;
  for (let at = 0; at < PAIRS * 2; at += 2) {
    height /= DIGITS.length;
    width /= DIGITS.length;
    lat += (values[at] ?? 0) * height;
    lon += (values[at + 1] ?? 0) * width;
  }
  for (const value of values.slice(PAIRS * 2)) {
    height /= GRID_ROWS;
    width /= GRID_COLUMNS;
    lat += Math.floor(value / GRID_COLUMNS) * height;
    lon += (value % GRID_COLUMNS) * width;
  }
  return lat < 90 && lon < 180 ? [lon + width / 2, lat + height / 2] : undefined;
}

/** A code without its first digits means a place only together with the name of a town. */
export const isShortPlusCode = (text: string): boolean => SHORT.test(text);
