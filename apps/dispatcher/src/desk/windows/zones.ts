/** Parts of the desk that can stand in a window of their own: incidents, units with the work on an incident, the map. */
export const ZONES = ['stack', 'board', 'map'] as const;
export type Zone = (typeof ZONES)[number];

const HASH = /^#zone=(\w+)$/;

/** The zone that a window was opened for; undefined for the desk itself. */
export function zoneOfHash(hash: string): Zone | undefined {
  const name = HASH.exec(hash)?.[1];
  return ZONES.find((zone) => zone === name);
}

export const hashOfZone = (zone: Zone): string => `#zone=${zone}`;
