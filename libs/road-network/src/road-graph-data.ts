/**
 * What a road graph is built from, one array per column. Edges are ways split at junctions; ids are OpenStreetMap's,
 * which fit a double exactly (2^53).
 */
export interface RoadEdgeColumns {
  readonly count: number;
  readonly wayIds: Float64Array;
  readonly fromNodeIds: Float64Array;
  readonly toNodeIds: Float64Array;
  readonly lengthMeters: Float32Array;
  /** Index into `classNames`. */
  readonly classIndexes: Uint8Array;
  /** Posted limit in km/h; 0 where unknown. */
  readonly maxspeedKmh: Int16Array;
  /** 1 along the geometry, -1 against it, 0 both ways. */
  readonly oneWay: Int8Array;
  /** 1 where only vehicles on an emergency run may drive, else 0. */
  readonly emergencyOnly: Uint8Array;
  /** 1 where an emergency run may use both directions of a one-way. */
  readonly emergencyBothWays: Uint8Array;
  /** Index into `names`; -1 where the road has no name. */
  readonly nameIndexes: Int32Array;
  /** `count + 1` offsets into `geometry`, counted in points. */
  readonly geometryOffsets: Uint32Array;
  /** lon, lat, lon, lat ... in degrees; each edge runs from its `from` node to its `to` node. */
  readonly geometry: Float64Array;
}

/** An OpenStreetMap turn restriction: from a way, over one node or a chain of ways, to a way. */
export interface TurnRestriction {
  readonly relationId: number;
  /** `no_left_turn`, `no_u_turn`, `only_straight_on` ... */
  readonly kind: string;
  readonly fromWay: number;
  readonly viaNode: number | null;
  readonly viaWays: readonly number[] | null;
  readonly toWay: number;
  /** Kinds of vehicle it does not apply to, as tagged in `except`. */
  readonly excepted: readonly string[];
}

export interface RoadGraphData {
  readonly edges: RoadEdgeColumns;
  readonly classNames: readonly string[];
  readonly names: readonly string[];
  readonly turnRestrictions: readonly TurnRestriction[];
}
