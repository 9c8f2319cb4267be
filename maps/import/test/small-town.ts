/**
 * A town small enough to follow by hand, in osmium's text format. One step of 0.001 degrees is about 72 m to the east
 * and 111 m to the north.
 */
const at = (id: number, x: number, y: number, tags = ''): string =>
  `n${id} v1 T${tags} x${(10 + x / 1000).toFixed(7)} y${(50 + y / 1000).toFixed(7)}`;
const way = (id: number, tags: string, nodes: number[]): string =>
  `w${id} v1 T${tags} N${nodes.map((node) => `n${node}`).join(',')}`;

const NODES = [
  at(1, 0, 0), at(2, 1, 0), at(3, 2, 0), at(4, 3, 0),
  at(5, 0, 1), at(6, 1, 1), at(7, 2, 1), at(8, 4, 0),
  at(9, 3, -1), at(10, 4, -1),
  at(11, -1, 1), at(12, -2, 1), at(13, -2, 2),
  at(14, 2, -1, 'barrier=bollard'), at(15, 2, -2), at(16, 0, -2),
  at(20, 50, 50), at(21, 51, 50), at(22, 2, 3),
  at(30, 4, 2), at(31, 5, 2), at(32, 5, 3), at(33, 4, 3),
  at(40, 0.5, 0.5), at(41, 0.5, -0.5), at(42, 0.5, -0.7),
  at(50, 1, 2, 'amenity=hospital,name=County%20%Hospital,emergency=yes'),
  at(51, 0.2, 0.1, 'addr:street=Main%20%Street,addr:housenumber=12,addr:city=Smallville'),
  at(52, 1, 1.5, 'place=town,name=Smallville'),
  at(53, 1, 0.9, 'addr:street=бул.%20%Витоша,addr:housenumber=7%2c%9'),
  at(54, 3.5, 0, 'barrier=gate,access=private'), at(55, 4, 1),
]; // prettier-ignore

const WAYS = [
  way(101, 'highway=residential,name=Main%20%Street,maxspeed=50', [1, 2, 3, 4]),
  way(102, 'highway=tertiary,oneway=yes,maxspeed=30%20%mph', [2, 6]),
  way(103, 'highway=residential,name=бул.%20%Витоша,maxspeed=SE:rural', [1, 5, 6, 7, 3]),
  way(104, 'highway=service,access=private', [4, 8]),
  way(105, 'highway=residential,name=Ring', [4, 9, 10, 4]),
  way(106, 'highway=residential,maxspeed=none', [5, 11, 12, 13, 11]),
  way(107, 'highway=residential,name=Island', [20, 21]),
  way(108, 'highway=residential,oneway=yes', [7, 22]),
  way(109, 'highway=residential,name=Parted', [3, 14, 15]),
  way(110, 'highway=residential', [15, 16, 1]),
  way(111, 'highway=busway', [4, 7]),
  way(112, 'highway=residential,junction=roundabout,maxspeed=RO:urban', [30, 31, 32, 33, 30]),
  way(113, 'highway=residential,oneway=-1,oneway:bus=no', [7, 30]),
  way(114, 'highway=unclassified,access=no', [32, 7]),
  way(115, 'highway=footway', [1, 50]),
  way(116, 'highway=residential', [1, 40, 2, 41, 1, 42, 2]),
  way(117, 'highway=primary,access=no,emergency=yes', [33, 6]),
  way(118, 'highway=service', [4, 54, 55, 7]),
]; // prettier-ignore

const RELATIONS = [
  'r201 v1 Ttype=restriction,restriction=no_left_turn Mw101@from,n3@via,w103@to',
  'r202 v1 Ttype=restriction,restriction=no_u_turn,except=psv%3b%emergency Mw103@from,w101@via,w104@to',
  'r203 v1 Ttype=restriction,restriction=no_right_turn Mw101@from,n3@via,w999@to',
  'r204 v1 Ttype=restriction,restriction:conditional=no_left_turn%20%@%20%(Mo) Mw101@from,n2@via,w102@to',
];

export const SMALL_TOWN_LINES: readonly string[] = [...NODES, ...WAYS, ...RELATIONS];
/** The whole town as text, without the lines of these objects. */
export const smallTown = (without: readonly string[] = []): string =>
  `${SMALL_TOWN_LINES.filter((line) => !without.includes(line.split(' ', 1)[0]!)).join('\n')}\n`;

/** The same town at the sea: the coast lies south of it, with an island and a road on that. */
export const smallTownAtTheSea = (): string => {
  const nodes = [
    at(60, -20, -3), at(61, 80, -3),
    at(62, 19, -4.5), at(63, 21, -4.5), at(64, 21, -3.5), at(65, 19, -3.5),
    at(66, 19.5, -4), at(67, 20.5, -4.2), at(68, 20, -6),
  ]; // prettier-ignore
  const ways = [
    // Land is on the left of a coastline.
    way(130, 'natural=coastline', [60, 61]),
    way(131, 'natural=coastline', [62, 63, 64, 65, 62]),
    way(132, 'highway=residential', [66, 67, 68]),
  ];
  return `${[...NODES, ...nodes, ...WAYS, ...ways, ...RELATIONS].join('\n')}\n`;
};
