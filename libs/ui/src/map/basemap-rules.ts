import {
  CenteredTextSymbolizer,
  exp,
  type Feature,
  type LabelRule,
  LineLabelSymbolizer,
  linear,
  LineSymbolizer,
  type PaintRule,
  PolygonSymbolizer,
} from 'protomaps-leaflet';
import { tokenColor } from '../theme.ts';

const SANS = "'Inter Variable', system-ui, sans-serif";

type RoadWeight = 'major' | 'medium' | 'minor' | 'path' | 'rail';

/** Protomaps' road kinds, and OpenStreetMap's own classes where a tile carries those. */
const ROAD_WEIGHTS: Readonly<Record<string, RoadWeight>> = {
  highway: 'major',
  motorway: 'major',
  motorway_link: 'major',
  trunk: 'major',
  trunk_link: 'major',
  primary: 'major',
  major_road: 'medium',
  primary_link: 'medium',
  secondary: 'medium',
  secondary_link: 'medium',
  medium_road: 'medium',
  tertiary: 'medium',
  tertiary_link: 'medium',
  minor_road: 'minor',
  residential: 'minor',
  unclassified: 'minor',
  living_street: 'minor',
  service: 'minor',
  other: 'path',
  path: 'path',
  rail: 'rail',
};

const GREEN_KINDS = new Set([
  'park',
  'wood',
  'forest',
  'grass',
  'grassland',
  'scrub',
  'garden',
  'golf_course',
  'cemetery',
  'nature_reserve',
  'recreation_ground',
  'village_green',
  'meadow',
  'orchard',
  'pitch',
]);

const text = (feature: Feature, key: string): string => {
  const value = feature.props[key];
  return typeof value === 'string' ? value : '';
};

/** `primary` is drawn as the heaviest road where the tile says so, else the kind decides. */
function weightOf(feature: Feature): RoadWeight {
  return ROAD_WEIGHTS[text(feature, 'kind_detail')] ?? ROAD_WEIGHTS[text(feature, 'kind')] ?? 'minor';
}

function roadRule(weight: RoadWeight, color: string, stops: number[][], minzoom = 0): PaintRule {
  return {
    dataLayer: 'roads',
    minzoom,
    symbolizer: new LineSymbolizer({ color, width: exp(1.5, stops), lineCap: 'round', lineJoin: 'round' }),
    filter: (_zoom, feature) => weightOf(feature) === weight,
  };
}

function areaRules(): PaintRule[] {
  const water = tokenColor('--map-water');
  return [
    { dataLayer: 'earth', symbolizer: new PolygonSymbolizer({ fill: tokenColor('--map-land') }) },
    {
      dataLayer: 'landuse',
      symbolizer: new PolygonSymbolizer({ fill: tokenColor('--map-green') }),
      filter: (_zoom, feature) => GREEN_KINDS.has(text(feature, 'kind')),
    },
    {
      dataLayer: 'water',
      symbolizer: new PolygonSymbolizer({ fill: water }),
      filter: (_zoom, feature) => feature.geomType === 3,
    },
    {
      dataLayer: 'water',
      symbolizer: new LineSymbolizer({
        color: water,
        width: exp(1.6, [
          [9, 0.6],
          [14, 2],
          [18, 9],
        ]),
      }),
      filter: (_zoom, feature) => feature.geomType === 2,
    },
    {
      dataLayer: 'buildings',
      minzoom: 15,
      symbolizer: new PolygonSymbolizer({ fill: tokenColor('--map-building') }),
    },
  ];
}

/** Quiet greys in three road weights: units and incidents stay the brightest things on the map. */
export function paintRules(): PaintRule[] {
  return [
    ...areaRules(),
    roadRule(
      'rail',
      tokenColor('--map-rail'),
      [
        [11, 0.5],
        [15, 1.2],
        [18, 2],
      ],
      12,
    ),
    roadRule(
      'path',
      tokenColor('--map-path'),
      [
        [14, 0.5],
        [18, 2],
      ],
      15,
    ),
    roadRule(
      'minor',
      tokenColor('--map-road-minor'),
      [
        [11, 0.25],
        [13, 0.7],
        [15, 2.2],
        [18, 12],
      ],
      11,
    ),
    roadRule('medium', tokenColor('--map-road-medium'), [
      [9, 0.5],
      [12, 1.1],
      [15, 3.6],
      [18, 15],
    ]),
    roadRule('major', tokenColor('--map-road-major'), [
      [7, 0.8],
      [12, 1.9],
      [15, 5],
      [18, 18],
    ]),
    {
      dataLayer: 'boundaries',
      symbolizer: new LineSymbolizer({ color: tokenColor('--map-boundary'), width: 1, dash: [4, 4] }),
    },
  ];
}

type PlaceSize = 'town' | 'suburb' | 'quarter';

const PLACE_SIZES: Readonly<Record<string, PlaceSize>> = {
  city: 'town',
  town: 'town',
  locality: 'town',
  suburb: 'suburb',
  village: 'suburb',
};

/** Zooms from and to which each size of place is named, and its weight. */
const PLACE_LOOKS: Readonly<Record<PlaceSize, { minzoom: number; maxzoom: number; weight: number }>> = {
  town: { minzoom: 6, maxzoom: 11, weight: 600 },
  suburb: { minzoom: 12, maxzoom: 16, weight: 500 },
  quarter: { minzoom: 14, maxzoom: 17, weight: 400 },
};

const sizeOf = (feature: Feature): PlaceSize =>
  PLACE_SIZES[text(feature, 'kind_detail')] ?? PLACE_SIZES[text(feature, 'kind')] ?? 'quarter';

function placeRule(size: PlaceSize, scale: number): LabelRule {
  const { minzoom, maxzoom, weight } = PLACE_LOOKS[size];
  return {
    dataLayer: 'places',
    minzoom,
    maxzoom,
    symbolizer: new CenteredTextSymbolizer({
      labelProps: ['name'],
      fill: tokenColor('--map-place'),
      stroke: tokenColor('--map-halo'),
      width: 3,
      font: (zoom) =>
        `${weight} ${
          linear([
            [8, 11],
            [15, 12.5],
          ])(zoom) * scale
        }px ${SANS}`,
      maxLineChars: 18,
    }),
    filter: (_zoom, feature) => sizeOf(feature) === size,
  };
}

function streetRule(weights: readonly RoadWeight[], minzoom: number, scale: number): LabelRule {
  return {
    dataLayer: 'roads',
    minzoom,
    symbolizer: new LineLabelSymbolizer({
      labelProps: ['name'],
      fill: tokenColor('--map-text'),
      stroke: tokenColor('--map-halo'),
      width: 3,
      font: (zoom) => `500 ${(zoom >= 16 ? 11.5 : 10.5) * scale}px ${SANS}`,
      repeatDistance: 400,
    }),
    filter: (_zoom, feature) => weights.includes(weightOf(feature)) && text(feature, 'name') !== '',
  };
}

/** Names, `scale` times as large as on a desk. */
export function labelRules(scale = 1): LabelRule[] {
  return [
    placeRule('town', scale),
    placeRule('suburb', scale),
    placeRule('quarter', scale),
    streetRule(['major', 'medium'], 14, scale),
    streetRule(['minor'], 16, scale),
  ];
}
