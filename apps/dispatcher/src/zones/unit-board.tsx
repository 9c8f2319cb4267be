import type { UnitView } from '#contracts';
import type { BoardStatus } from '#domain';
import { STATUS_STYLES, StatusMark, statusWord } from '#ui';
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { groupUnits, type GroupTitle, type UnitGroup } from '../desk/board/group-units.ts';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import { UnitBlock } from './unit-block.tsx';
import { UnitFilter } from './unit-filter.tsx';
import { UnitRow } from './unit-row.tsx';
import { unitMatches } from './unit-match.ts';

const COLUMNS = [
  'callSign',
  'kind',
  'status',
  'where',
  'destination',
  'eta',
  'inStatus',
  'until',
  'fix',
] as const;
/** Rows that are laid out together, or not at all while nobody sees them. */
const ROWS_IN_BLOCK = 40;
/** More groups than this are small ones, as where each station is its own, and are laid out by the score. */
const MANY_GROUPS = 60;
const GROUPS_IN_BLOCK = 20;
/** The first screenful is drawn at once, the rows below it in steps, so that a large region's board can be used soon. */
const FIRST_ROWS = 60;
const MORE_ROWS = 150;
const MORE_MS = 30;
/** Positions grow old by themselves, so what depends on their age is looked at again after so long. */
const AGE_CHECK_MS = 5000;

const textOf = ({ key, title, unitIds, counts }: UnitGroup): string =>
  `${key}:${title.kind === 'named' ? title.name : ''}:${unitIds.join()}:${[...counts].join()}`;

/** The groups with those of before where they say the same, so that only what differs is drawn again. */
function keepSame(groups: readonly UnitGroup[], before: readonly UnitGroup[]): readonly UnitGroup[] {
  const known = new Map(before.map((group) => [group.key, group]));
  const kept = groups.map((group) => {
    const old = known.get(group.key);
    return old && textOf(old) === textOf(group) ? old : group;
  });
  return kept.length === before.length && kept.every((group, at) => group === before[at]) ? before : kept;
}

/** The groups with their units; list and groups are the same objects until a row comes, goes or moves. */
function useGroups() {
  const desk = useDesk();
  const { board, region, statusFilter, store, textFilter } = desk;
  const ageStep = useComputed(() => Math.floor(store.clock.second.value / AGE_CHECK_MS));
  const last = useRef<readonly UnitGroup[]>([]);
  const matching = useComputed((): readonly UnitView[] => {
    void store.revision.value;
    const marks = board.marks.value;
    const dependsOnAge = marks.includes('stale') || textFilter.value.trim() !== '';
    if (dependsOnAge) void ageStep.value;
    const now = performance.now();
    const units = store.unitIds.value.map((id) => store.unit(id).peek());
    if (statusFilter.value === undefined && textFilter.value.trim() === '' && marks.length === 0)
      return units;
    return units.filter((unit) =>
      unitMatches(unit, statusFilter.value, textFilter.value, {
        marks,
        trust: store.whereabouts(unit, now).trust,
        regionId: region.id,
      }),
    );
  });
  return useComputed(() => {
    const sectors = store.lists.value.sectors;
    const sectorNames = new Map([...sectors.values()].map(({ id, name }) => [id, name]));
    const groups = groupUnits(matching.value, {
      grouping: board.grouping.value,
      regionId: region.id,
      sectorNames,
    });
    last.current = keepSame(groups, last.current);
    return last.current;
  });
}

function titleText(title: GroupTitle): string {
  if (title.kind === 'named') return title.name;
  return title.kind === 'status' ? statusWord(title.status) : t(`units.group.${title.kind}`);
}

function Counts({ counts }: { counts: ReadonlyMap<BoardStatus, number> }) {
  return (
    <span class="group-counts">
      {[...counts].map(([status, count]) => (
        <span key={status} title={statusWord(status)}>
          <StatusMark status={status} />
          <span class="mono">{count}</span>
          <span class="visually-hidden">{STATUS_STYLES[status].code}</span>
        </span>
      ))}
    </span>
  );
}

function chunksOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}

interface GroupProps {
  readonly group: UnitGroup;
  readonly tabStopId: string | undefined;
  /** True where the group is part of a block itself. */
  readonly isInBlock: boolean;
}

function Rows({ group: { unitIds }, tabStopId, isInBlock }: GroupProps) {
  const rows = (ids: readonly string[]) =>
    ids.map((id) => <UnitRow key={id} id={id} isTabStop={id === tabStopId} />);
  if (isInBlock) return <>{rows(unitIds)}</>;
  return (
    <>
      {chunksOf(unitIds, ROWS_IN_BLOCK).map((ids, at) => (
        <UnitBlock key={at} rows={ids.length}>
          {rows(ids)}
        </UnitBlock>
      ))}
    </>
  );
}

function Group(props: GroupProps) {
  const { group } = props;
  const { board } = useDesk();
  const isOpen = !board.closedGroups.value.has(group.key);
  const title = titleText(group.title);
  return (
    <div role="rowgroup" class="unit-group" data-testid="unit-group" data-key={group.key}>
      {group.title.kind !== 'all' && (
        <div role="row" class="unit-group-head">
          <div role="cell" aria-colspan={COLUMNS.length}>
            <button
              type="button"
              class="unit-group-title"
              aria-expanded={isOpen}
              data-testid="unit-group-title"
              onClick={() => board.toggleGroup(group.key)}
            >
              <svg viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">
                <path d={isOpen ? 'M0 2h8L4 7z' : 'M2 0v8l5-4z'} fill="currentColor" />
              </svg>
              <span class="cut strong">{title}</span>
              <span class="mono dim">{group.unitIds.length}</span>
              {group.title.kind !== 'status' && <Counts counts={group.counts} />}
            </button>
          </div>
        </div>
      )}
      {isOpen && <Rows {...props} />}
    </div>
  );
}

function Groups({ groups, tabStopId }: { groups: readonly UnitGroup[]; tabStopId: string | undefined }) {
  const isInBlock = groups.length > MANY_GROUPS;
  const draw = (some: readonly UnitGroup[]) =>
    some.map((group) => <Group key={group.key} group={group} tabStopId={tabStopId} isInBlock={isInBlock} />);
  if (!isInBlock) return <>{draw(groups)}</>;
  return (
    <>
      {chunksOf(groups, GROUPS_IN_BLOCK).map((some, at) => (
        <UnitBlock key={at} rows={some.reduce((sum, { unitIds }) => sum + 1 + unitIds.length, 0)}>
          {draw(some)}
        </UnitBlock>
      ))}
    </>
  );
}

/** The groups that are to be drawn by now; all of them a moment after the board was first drawn. */
function useDrawn(groups: readonly UnitGroup[]): readonly UnitGroup[] {
  const rows = useSignal(FIRST_ROWS);
  let drawn = 0;
  const some = groups.filter(({ unitIds }) => {
    const isDue = drawn < rows.value;
    drawn += unitIds.length;
    return isDue;
  });
  const isMissing = some.length < groups.length;
  useEffect(() => {
    if (!isMissing) return undefined;
    const timer = setTimeout(() => {
      rows.value += MORE_ROWS;
    }, MORE_MS);
    return () => clearTimeout(timer);
  }, [isMissing, rows.value]);
  return some;
}

/** Moves the focus between rows; the whole board is one stop of the Tab key. */
function moveFocus(event: KeyboardEvent, table: HTMLElement): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const isRow = event.target instanceof HTMLElement && event.target.closest('.unit-row, .unit-group-head');
  if (step === 0 || !isRow || event.altKey || event.ctrlKey || event.metaKey) return;
  const stops = [...table.querySelectorAll<HTMLElement>('.unit-call-sign, .unit-group-title')];
  const at = stops.indexOf(isRow.querySelector<HTMLElement>('.unit-call-sign, .unit-group-title')!);
  stops[at + step]?.focus();
  event.preventDefault();
}

/** A row that moves to another group takes its focus along; a live update never loses it. */
function useKeptFocus(groups: readonly UnitGroup[]) {
  const table = useRef<HTMLDivElement>(null);
  const focused = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const id = focused.current;
    if (id === undefined || document.activeElement !== document.body) return;
    table.current?.querySelector<HTMLElement>(`[data-unit="${id}"]`)?.focus({ preventScroll: true });
  }, [groups]);
  const onFocusIn = (event: FocusEvent): void => {
    focused.current = (event.target as HTMLElement).dataset['unit'];
  };
  const onFocusOut = (event: FocusEvent): void => {
    // Without a new target it was the row that left and not the user.
    if (event.relatedTarget) focused.current = undefined;
  };
  return { table, onFocusIn, onFocusOut };
}

function Table() {
  const desk = useDesk();
  const { store } = desk;
  const groups = useGroups().value;
  const drawn = useDrawn(groups);
  const { table, onFocusIn, onFocusOut } = useKeptFocus(groups);
  if (!store.isLoaded.value) return <p class="empty dim">{t('units.loading')}</p>;
  if (store.unitIds.value.length === 0) return <p class="empty">{t('units.empty')}</p>;
  const ids = groups.flatMap(({ unitIds }) => unitIds);
  const selected = desk.selectedUnitId.value;
  const tabStopId = selected !== undefined && ids.includes(selected) ? selected : ids[0];
  return (
    <div
      class="scroll"
      ref={table}
      onFocusIn={onFocusIn}
      onFocusOut={onFocusOut}
      onKeyDown={(event) => moveFocus(event, event.currentTarget)}
    >
      <div role="table" class="unit-table" aria-labelledby="units-title" aria-rowcount={ids.length}>
        <div role="rowgroup" class="unit-table-head">
          <div role="row" class="unit-columns">
            {COLUMNS.map((column) => (
              <span key={column} role="columnheader" class={`column-${column} cut`}>
                {t(`units.${column}`)}
              </span>
            ))}
          </div>
        </div>
        <Groups groups={drawn} tabStopId={tabStopId} />
      </div>
      {ids.length === 0 && <p class="empty dim">{t('units.noMatch')}</p>}
    </div>
  );
}

/** All units by area and status; each row follows its own unit alone. */
export function UnitBoard() {
  return (
    <section class="unit-board" aria-labelledby="units-title">
      <UnitFilter />
      <Table />
    </section>
  );
}
