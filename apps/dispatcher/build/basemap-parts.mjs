// The parts of the library that draws the basemap which the desk uses, from its own source files.
export { leafletLayer } from 'installed:protomaps-leaflet/src/frontends/leaflet.ts';
export {
  CenteredTextSymbolizer,
  exp,
  LineLabelSymbolizer,
  linear,
  LineSymbolizer,
  PolygonSymbolizer,
} from 'installed:protomaps-leaflet/src/symbolizer.ts';
