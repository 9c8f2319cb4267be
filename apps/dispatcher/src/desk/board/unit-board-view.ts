import { signal } from '@preact/signals';
import { GROUPINGS, type Grouping } from './group-units.ts';

const GROUPING_KEY = 'akut.board.grouping';
const CLOSED_KEY = 'akut.board.closed';

export const UNIT_MARKS = ['free', 'stale', 'helping', 'lent'] as const;
/** What is asked of units besides their status. */
export type UnitMark = (typeof UNIT_MARKS)[number];

/** How the unit board is looked at; groupings and closed groups are kept on this machine. */
export class UnitBoardView {
  readonly grouping = signal<Grouping>(
    GROUPINGS.find((one) => one === localStorage.getItem(GROUPING_KEY)) ?? 'area',
  );
  readonly closedGroups = signal<ReadonlySet<string>>(
    new Set((localStorage.getItem(CLOSED_KEY) ?? '').split('\n').filter(Boolean)),
  );
  readonly marks = signal<readonly UnitMark[]>([]);

  group(by: Grouping): void {
    this.grouping.value = by;
    localStorage.setItem(GROUPING_KEY, by);
  }

  toggleGroup(key: string): void {
    const closed = new Set(this.closedGroups.peek());
    if (!closed.delete(key)) closed.add(key);
    this.closedGroups.value = closed;
    localStorage.setItem(CLOSED_KEY, [...closed].join('\n'));
  }

  toggleMark(mark: UnitMark): void {
    const marks = this.marks.peek();
    this.marks.value = marks.includes(mark) ? marks.filter((one) => one !== mark) : [...marks, mark];
  }
}
