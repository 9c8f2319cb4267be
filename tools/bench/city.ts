import { createPool, createRoadStore, type LoadedRoads } from '#persistence';
import { createRoadNetwork, type RoadNetwork } from '#road-network';
import { createTravelEngine, type TravelEngine } from '#use-cases';

export type Place = readonly [lon: number, lat: number];

/** A city as the running system holds it: engine and network over an imported map. */
export interface City {
  readonly mapId: number;
  readonly mapName: string;
  readonly engine: TravelEngine;
  readonly network: RoadNetwork;
  /** Junctions of the network, as places. */
  junction(index: number): Place;
  /** A place near a road: incidents happen off the roads, units stand on them. */
  anyPlace(random: () => number): Place;
  close(): Promise<void>;
}

/** Loads a map (by name, or the first one) from a migrated database. Throws with what to do when there is none. */
export async function loadCity(databaseUrl: string, mapName: string | undefined): Promise<City> {
  const pool = createPool(databaseUrl);
  const { rows } = await pool.query<{ id: number; name: string }>(
    'select id, name from map where version > 0 and name = coalesce($1, name) order by id limit 1',
    [mapName ?? null],
  );
  const [map] = rows;
  if (!map) {
    await pool.end();
    throw new Error(
      `the database holds no map${mapName ? ` "${mapName}"` : ''}: import one with npm run region -- montevideo`,
    );
  }
  const networks: RoadNetwork[] = [];
  const engine = createTravelEngine({
    now: () => new Date(),
    ...createRoadStore(pool),
    createRoadNetwork: (roads: LoadedRoads) => {
      const network = createRoadNetwork(roads);
      networks.push(network);
      return network;
    },
  });
  await engine.preload([map.id]);
  const network = networks[0]!;
  const { graph } = network;
  const junction = (index: number): Place => [
    graph.nodeCoordinates[2 * index]!,
    graph.nodeCoordinates[2 * index + 1]!,
  ];
  return {
    mapId: map.id,
    mapName: map.name,
    engine,
    network,
    junction,
    anyPlace: (random) => {
      const [lon, lat] = junction(Math.floor(random() * graph.nodeCount));
      return [lon + (random() - 0.5) * 0.001, lat + (random() - 0.5) * 0.001];
    },
    close: () => pool.end(),
  };
}
