import type { UnitView } from '#contracts';
import type { BoardStatus } from '#domain';
import { formatAge } from '#ui';
import type { MapUnit } from '#ui/map/unit-layer.ts';
import type { Desk } from '../desk/desk.ts';
import type { Whereabouts } from '../live/fixes.ts';
import { unitMatches } from '../zones/unit-match.ts';

const MOVING: ReadonlySet<BoardStatus> = new Set(['enRoute', 'transporting']);

/** Units that stand at one place together, so that the map can show each of them. */
function groupOf(unit: UnitView, at: Whereabouts): string {
  const { assignment, boardStatus } = unit;
  if (assignment && boardStatus === 'onScene') return `incident ${assignment.incidentId}`;
  const stands = boardStatus === 'atDestination' || (at.isAtStation && !MOVING.has(boardStatus));
  // Hospitals and stations share buildings: whatever stands within some 100 m is one group.
  return stands && at.place ? at.place.map((degrees) => degrees.toFixed(3)).join() : '';
}

/** All units whose place is known, as the map shows them at `now` (monotonic ms). */
export function listMapUnits(desk: Desk, now: number): MapUnit[] {
  const { store, statusFilter, textFilter } = desk;
  return store.listUnits().flatMap((unit): MapUnit[] => {
    const at = store.whereabouts(unit, now);
    if (!at.place || unit.boardStatus === 'offDuty') return [];
    const heading = store.findFix(unit)?.headingDegrees ?? null;
    return [
      {
        id: unit.id,
        callSign: unit.callSign,
        status: unit.boardStatus,
        trust: at.trust,
        ageText: at.trust === 'live' || at.trust === 'assumed' ? '' : formatAge(at.ageSeconds ?? 0),
        lon: at.place[0],
        lat: at.place[1],
        headingDegrees: at.isAtStation && unit.assignment === null ? null : heading,
        group: groupOf(unit, at),
        isBesideMark: unit.boardStatus === 'onScene',
        isFaded: !unitMatches(unit, statusFilter.value, textFilter.value),
      },
    ];
  });
}
