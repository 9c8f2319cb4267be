import { join, resolve } from 'node:path';

/** One machine asks itself, so the limits only guard against mistakes; a matrix of 10,000 units must pass. */
const ROAD_LIMITS = {
  max_distance: 5_000_000,
  max_locations: 10_001,
  max_matrix_distance: 1_000_000,
  max_matrix_location_pairs: 1_000_000,
};
const COSTINGS = [
  'auto',
  'bus',
  'taxi',
  'truck',
  'motorcycle',
  'motor_scooter',
  'bicycle',
  'bikeshare',
  'transit',
];

function serviceLimits(): object {
  return {
    ...Object.fromEntries(COSTINGS.map((costing) => [costing, ROAD_LIMITS])),
    multimodal: ROAD_LIMITS,
    pedestrian: { ...ROAD_LIMITS, min_transit_walking_distance: 1, max_transit_walking_distance: 10_000 },
    centroid: { max_distance: 200_000, max_locations: 5 },
    isochrone: {
      max_contours: 6,
      max_distance: 100_000,
      max_distance_contour: 200,
      max_locations: 1,
      max_time_contour: 120,
    },
    skadi: { max_shape: 750_000, min_resample: 10 },
    status: { allow_verbose: false },
    trace: {
      max_alternates: 3,
      max_alternates_shape: 100,
      max_distance: 1_000_000,
      max_gps_accuracy: 100,
      max_search_radius: 100,
      max_shape: 64_000,
    },
    max_alternates: 2,
    max_exclude_locations: 500,
    max_exclude_polygons_length: 100_000,
    max_radius: 200,
    max_reachability: 100,
    max_timedep_distance: 500_000,
    max_timedep_distance_matrix: 0,
    allow_hard_exclusions: true,
  };
}

const matching = {
  mode: 'auto',
  customizable: [
    'mode',
    'search_radius',
    'turn_penalty_factor',
    'gps_accuracy',
    'interpolation_distance',
    'beta',
  ],
  verbose: false,
  default: {
    sigma_z: 4.07,
    beta: 3,
    breakage_distance: 2000,
    geometry: false,
    gps_accuracy: 5,
    interpolation_distance: 10,
    max_route_distance_factor: 5,
    max_route_time_factor: 5,
    max_search_radius: 100,
    search_radius: 50,
    turn_penalty_factor: 0,
    route: true,
  },
  auto: { turn_penalty_factor: 200, search_radius: 50 },
  pedestrian: { turn_penalty_factor: 100, search_radius: 50 },
  bicycle: { turn_penalty_factor: 140 },
  multimodal: { turn_penalty_factor: 70 },
  grid: { size: 500, cache_size: 100_240 },
};

const ACTIONS = [
  'locate', 'route', 'sources_to_targets', 'optimized_route', 'isochrone', 'trace_route', 'trace_attributes', 'status',
]; // prettier-ignore

/**
 * Settings of Valhalla for the tiles in `folder/tiles`, for building and for reading them (`new Actor(config)`).
 * The package's own generator of settings is a Python script, which a fresh machine need not have.
 */
export function valhallaConfig(folder: string, { tiles = 'tiles', isLoud = false } = {}): object {
  const logging = { type: isLoud ? 'std_out' : '', color: false };
  return {
    mjolnir: {
      tile_dir: join(resolve(folder), tiles),
      max_cache_size: 200_000_000,
      concurrency: 2,
      logging,
    },
    loki: {
      actions: ACTIONS,
      logging,
      use_connectivity: true,
      service_defaults: {
        heading_tolerance: 60,
        minimum_reachability: 50,
        node_snap_tolerance: 5,
        radius: 0,
        search_cutoff: 35_000,
        street_side_max_distance: 1000,
        street_side_tolerance: 5,
      },
    },
    thor: { logging, source_to_target_algorithm: 'select_optimal' },
    odin: { logging, markup_formatter: { markup_enabled: false } },
    meili: { ...matching, logging },
    service_limits: serviceLimits(),
  };
}
