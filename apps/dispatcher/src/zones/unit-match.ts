import type { UnitView } from '#contracts';
import type { BoardStatus, PositionTrust } from '#domain';
import { capabilityWord, STATUS_STYLES, statusWord } from '#ui';
import type { UnitMark } from '../desk/board/unit-board-view.ts';
import { t } from '../i18n/text.ts';

/** What is asked of a unit besides its status and words; what is not known is not asked. */
export interface MarkFacts {
  readonly marks: readonly UnitMark[];
  readonly trust: PositionTrust;
  readonly regionId: string;
}

const FREE: ReadonlySet<BoardStatus> = new Set(['available', 'reserved']);
const FRESH: ReadonlySet<PositionTrust> = new Set(['live', 'assumed']);
const OFF: ReadonlySet<BoardStatus> = new Set(['offDuty', 'outOfService']);

/** A unit off duty has no reason to report, so its old position is not stale. */
export const isStale = (unit: UnitView, trust: PositionTrust): boolean =>
  !FRESH.has(trust) && !OFF.has(unit.boardStatus);

/** The neighbour for whom an own unit works, or is kept; undefined for all others. */
export function lentTo(
  { regionId: ownerId, assignment, reservedAssignments }: UnitView,
  regionId: string,
): string | undefined {
  if (ownerId !== regionId) return undefined;
  const kept = reservedAssignments.map((one) => one.regionId);
  return [assignment?.elsewhere?.regionId, ...kept].find((one) => one !== undefined && one !== regionId);
}

export function hasMark(unit: UnitView, mark: UnitMark, trust: PositionTrust, regionId: string): boolean {
  if (mark === 'free') return FREE.has(unit.boardStatus);
  if (mark === 'stale') return isStale(unit, trust);
  return mark === 'lent' ? lentTo(unit, regionId) !== undefined : unit.regionId !== regionId;
}

function saidOf(unit: UnitView): string {
  const { assignment, reservedAssignments } = unit;
  return [
    unit.callSign,
    unit.station?.name ?? '',
    assignment?.destinationName ?? '',
    assignment ? String(assignment.incidentNumber) : '',
    ...reservedAssignments.map(({ incidentNumber }) => String(incidentNumber)),
    STATUS_STYLES[unit.boardStatus].code,
    statusWord(unit.boardStatus),
    ...unit.capabilities.map(capabilityWord),
    FREE.has(unit.boardStatus) ? t('units.mark.free') : '',
  ]
    .join(' ')
    .toLowerCase();
}

/** True when a unit has the status and the marks, and every typed word is found in what its row says. */
export function unitMatches(
  unit: UnitView,
  status: BoardStatus | undefined,
  text: string,
  facts?: MarkFacts,
): boolean {
  if (status !== undefined && unit.boardStatus !== status) return false;
  if (facts?.marks.some((mark) => !hasMark(unit, mark, facts.trust, facts.regionId))) return false;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const said = saidOf(unit);
  const stale = facts && isStale(unit, facts.trust) ? t('units.mark.stale').toLowerCase() : '';
  return words.every((word) => said.includes(word) || stale.startsWith(word));
}
