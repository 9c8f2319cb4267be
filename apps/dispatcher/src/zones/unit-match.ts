import type { UnitView } from '#contracts';
import type { BoardStatus } from '#domain';
import { capabilityWord, STATUS_STYLES, statusWord } from '#ui';

/** True when a unit has the status and every typed word is found in what its row says. */
export function unitMatches(unit: UnitView, status: BoardStatus | undefined, text: string): boolean {
  if (status !== undefined && unit.boardStatus !== status) return false;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const said = [
    unit.callSign,
    unit.station?.name ?? '',
    unit.assignment?.destinationName ?? '',
    unit.assignment ? String(unit.assignment.incidentNumber) : '',
    STATUS_STYLES[unit.boardStatus].code,
    statusWord(unit.boardStatus),
    ...unit.capabilities.map(capabilityWord),
  ]
    .join(' ')
    .toLowerCase();
  return words.every((word) => said.includes(word));
}
