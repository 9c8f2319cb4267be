import type { UnitView } from '#contracts';
import { BOARD_STATUSES, type BoardStatus } from '#domain';

export const GROUPINGS = ['area', 'status', 'none'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export type GroupTitle =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'status'; readonly status: BoardStatus }
  | { readonly kind: 'helpers' }
  | { readonly kind: 'noArea' }
  | { readonly kind: 'all' };

export interface UnitGroup {
  /** The same for the same group of another moment. */
  readonly key: string;
  readonly title: GroupTitle;
  readonly unitIds: readonly string[];
  /** Units by status, of the statuses there are, in the order of the rows. */
  readonly counts: ReadonlyMap<BoardStatus, number>;
}

export interface GroupingFacts {
  readonly grouping: Grouping;
  readonly regionId: string;
  /** Names of the sectors in use. */
  readonly sectorNames: ReadonlyMap<string, string>;
}

const RANK = new Map(BOARD_STATUSES.map((status, rank) => [status, rank]));
const inLocale = new Intl.Collator('en', { numeric: true });

interface Place {
  readonly key: string;
  readonly title: GroupTitle;
  /** Named groups first, then what belongs nowhere, neighbours last. */
  readonly order: number;
}

function areaOf(unit: UnitView, { regionId, sectorNames }: GroupingFacts): Place {
  if (unit.regionId !== regionId) return { key: 'helpers', title: { kind: 'helpers' }, order: 2 };
  const sector = unit.sectorId ? sectorNames.get(unit.sectorId) : undefined;
  if (sector !== undefined)
    return { key: `sector:${unit.sectorId}`, title: { kind: 'named', name: sector }, order: 0 };
  // A region that has sectors has units outside of them; one that has none is divided by its stations.
  if (sectorNames.size === 0 && unit.station)
    return { key: `station:${unit.station.id}`, title: { kind: 'named', name: unit.station.name }, order: 0 };
  return { key: 'noArea', title: { kind: 'noArea' }, order: 1 };
}

function placeOf(unit: UnitView, facts: GroupingFacts): Place {
  if (facts.grouping === 'area') return areaOf(unit, facts);
  if (facts.grouping === 'none') return { key: 'all', title: { kind: 'all' }, order: 0 };
  const status = unit.boardStatus;
  return { key: `status:${status}`, title: { kind: 'status', status }, order: RANK.get(status) ?? 0 };
}

const nameOf = ({ title }: Place): string => (title.kind === 'named' ? title.name : '');

const byStatus = (a: UnitView, b: UnitView): number =>
  (RANK.get(a.boardStatus) ?? 0) - (RANK.get(b.boardStatus) ?? 0);

/** Units by area (or as asked), those of one area by status, those of one status by call sign. */
export function groupUnits(units: readonly UnitView[], facts: GroupingFacts): readonly UnitGroup[] {
  const found = new Map<string, { readonly place: Place; readonly units: UnitView[] }>();
  for (const unit of units) {
    const place = placeOf(unit, facts);
    const group = found.get(place.key);
    if (group) group.units.push(unit);
    else found.set(place.key, { place, units: [unit] });
  }
  return [...found.values()]
    .sort((a, b) => a.place.order - b.place.order || inLocale.compare(nameOf(a.place), nameOf(b.place)))
    .map(({ place, units: members }) => {
      members.sort(
        facts.grouping === 'none'
          ? (a, b) => inLocale.compare(a.callSign, b.callSign)
          : (a, b) => byStatus(a, b) || inLocale.compare(a.callSign, b.callSign),
      );
      const counts = new Map<BoardStatus, number>();
      const ranked = [...members].sort(byStatus);
      for (const { boardStatus } of ranked) counts.set(boardStatus, (counts.get(boardStatus) ?? 0) + 1);
      return { key: place.key, title: place.title, unitIds: members.map(({ id }) => id), counts };
    });
}
