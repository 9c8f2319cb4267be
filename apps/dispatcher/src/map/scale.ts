export interface MapScale {
  readonly label: string;
  readonly pixels: number;
}

const EQUATOR_METERS_PER_PIXEL = 156_543.033_92; // Web Mercator, zoom 0, tiles of 256 px
const MAX_PIXELS = 80;

/** The longest round distance whose bar is at most 80 px at a latitude and zoom. */
export function scaleFor(latitude: number, zoom: number): MapScale {
  const metersPerPixel = (EQUATOR_METERS_PER_PIXEL * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom;
  const longest = metersPerPixel * MAX_PIXELS;
  const power = 10 ** Math.floor(Math.log10(longest));
  const meters = [5, 2, 1].map((digit) => digit * power).find((round) => round <= longest) ?? power;
  const label = meters >= 1000 ? `${meters / 1000} km` : `${meters} m`;
  return { label, pixels: Math.round(meters / metersPerPixel) };
}
