import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import { HazardForm } from './hazard-form.tsx';
import { HazardList } from './hazard-list.tsx';
import { HazardState } from './hazard-state.ts';
import './hazards.css';
import { isHazardListShown } from './hazards-route.ts';
import { ht } from './text.ts';

const SEARCH_ID = 'hazard-search';
const close = (): void => {
  isHazardListShown.value = false;
};

function Head({ state }: { state: HazardState }) {
  return (
    <header class="hazard-head">
      <h2 id="hazards-title">{ht('title')}</h2>
      <input
        id={SEARCH_ID}
        class="field"
        type="search"
        aria-label={ht('search')}
        placeholder={ht('search')}
        autocomplete="off"
        data-testid="hazard-search"
        value={state.typed.value}
        onInput={(event) => (state.typed.value = event.currentTarget.value)}
      />
      <div class="segments" role="group" aria-label={ht('which')}>
        {([false, true] as const).map((isAll) => (
          <button
            key={String(isAll)}
            type="button"
            class="segment"
            data-testid={isAll ? 'hazard-all' : 'hazard-current'}
            aria-pressed={state.isAllShown.value === isAll}
            onClick={() => state.showAll(isAll)}
          >
            {ht(isAll ? 'all' : 'current')}
          </button>
        ))}
      </div>
      <button type="button" class="button" data-testid="hazard-new" onClick={() => state.begin()}>
        {ht('new')} <kbd>Alt N</kbd>
      </button>
      <button type="button" class="button" data-testid="hazard-close" onClick={close}>
        {ht('close')} <kbd>Esc</kbd>
      </button>
    </header>
  );
}

/** From the search into the list and on from row to row. */
function moveRow(event: KeyboardEvent, dialog: HTMLElement): boolean {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const { target } = event;
  if (step === 0 || !(target instanceof HTMLElement)) return false;
  const rows = [...dialog.querySelectorAll<HTMLElement>('[data-testid="hazard-item"]')];
  const at = rows.indexOf(target);
  if (at === -1 && target.id !== SEARCH_ID) return false;
  if (at + step < 0) document.getElementById(SEARCH_ID)?.focus();
  else rows[at + step]?.focus();
  return true;
}

function onKey(event: KeyboardEvent, state: HazardState, dialog: HTMLElement): void {
  const isNew = event.altKey && event.code === 'KeyN';
  const isSave = event.ctrlKey && event.key === 'Enter';
  if (isNew) state.begin();
  else if (isSave) void state.save();
  else if (event.defaultPrevented || !moveRow(event, dialog)) return event.stopPropagation();
  event.preventDefault();
  event.stopPropagation();
}

/** Warnings at addresses: listed, searched, written, changed and ended, over the desk. */
export function HazardDialog() {
  const desk = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const state = useMemo(() => new HazardState(desk, t('command.hazard')), [desk]);
  useEffect(() => {
    dialog.current?.showModal();
    state.start();
    return () => state.stop();
  }, [state]);
  const editing = state.editing.value;
  const isEditing = editing !== undefined;
  // The focus stays in the dialog when the form goes.
  useEffect(() => {
    if (!isEditing) document.getElementById(SEARCH_ID)?.focus();
  }, [isEditing]);
  return (
    <dialog
      ref={dialog}
      class="hazards"
      aria-labelledby="hazards-title"
      data-testid="hazard-dialog"
      onKeyDown={(event) => onKey(event, state, event.currentTarget)}
      onCancel={(event) => {
        if (!state.editing.peek()) return;
        event.preventDefault();
        state.close();
      }}
      onClose={close}
    >
      <Head state={state} />
      <div class="hazard-body">
        <HazardList state={state} />
        {editing && <HazardForm key={editing.hazard?.id ?? 'new'} state={state} editing={editing} />}
      </div>
      <footer class="hazard-foot dim">{ht('keys')}</footer>
    </dialog>
  );
}
