import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Answer } from '../../api/http.ts';
import { fieldErrors } from '../../api/refusal-text.ts';
import { o } from '../office-text.ts';
import { Overtaken } from '../overtaken.tsx';
import { refusalText } from '../refusal.ts';
import { SideHead } from '../side-head.tsx';
import { Unsaved } from '../unsaved.tsx';
import type { UnsavedEdits } from '../unsaved-edits.ts';
import { type Errors, isAnswer, type Kept, type RecordPageProps } from './record-types.ts';

interface RecordFormProps<Row extends Kept, Draft> {
  readonly page: RecordPageProps<Row, Draft>;
  readonly row: Row | undefined;
  /** The same row as it stands now; undefined when it was removed, or is new. */
  readonly latest: Row | undefined;
  /** Who changed it last while it was open. */
  readonly changedBy: string | null | undefined;
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
  readonly onDone: (text: string) => Promise<void>;
}

/** The draft of one record, what is wrong with it, and its saving. */
function useRecordForm<Row extends Kept, Draft extends object>(
  { page, row: chosen, latest, onDone }: RecordFormProps<Row, Draft>,
  form: RefObject<HTMLFormElement | null>,
) {
  /** What the draft started from. */
  const base = useSignal(chosen);
  const row = base.value;
  const draft = useSignal<Draft>(useMemo(() => (chosen ? page.draftOf(chosen) : page.blank()), []));
  const errors = useSignal<Errors>({});
  const failure = useSignal('');
  const isSaving = useSignal(false);
  const take = async (result: Errors | Answer<unknown>, text: string): Promise<void> => {
    if (!isAnswer(result)) errors.value = result;
    else if (result.kind === 'ok') return onDone(text);
    else {
      errors.value = fieldErrors(result);
      failure.value = refusalText(result, page.office);
    }
    // The marks are drawn first.
    setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const run = async (work: () => Promise<Errors | Answer<unknown>>, text: string): Promise<void> => {
    if (isSaving.value) return;
    isSaving.value = true;
    failure.value = '';
    errors.value = {};
    await take(await work(), text);
    isSaving.value = false;
  };
  const save = (): Promise<void> => run(() => page.save(draft.value, row), o('form.saved'));
  const remove = async (): Promise<void> => {
    if (row && page.remove) await run(() => page.remove!(row), o('form.removed'));
  };
  const keepMine = (): void => {
    base.value = latest;
  };
  const takeTheirs = (): void => {
    if (!latest) return;
    base.value = latest;
    draft.value = page.draftOf(latest);
    errors.value = {};
    failure.value = '';
    page.office.edits.settle();
  };
  const isOvertaken = row !== undefined && latest?.version !== row.version;
  useEffect(() => {
    if (!isOvertaken || !latest || isSaving.peek()) return;
    if (!page.office.edits.isThere.peek()) takeTheirs();
  }, [latest?.version]);
  return { row, draft, errors, failure, isSaving, isOvertaken, keepMine, takeTheirs, save, remove };
}
type FormState = Pick<ReturnType<typeof useRecordForm>, 'failure' | 'isSaving' | 'save' | 'remove'>;

/** One record beside its list: a new one, or the one that was chosen. */
export function RecordForm<Row extends Kept, Draft extends object>(props: RecordFormProps<Row, Draft>) {
  const { page, latest, changedBy, reload, onClose } = props;
  const form = useRef<HTMLFormElement>(null);
  const state = useRecordForm(props, form);
  const { row, draft, errors, save } = state;
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select')?.focus(), []);
  const readOnly = row && page.isReadOnly?.(row);
  return (
    <form
      ref={form}
      class="office-side"
      data-testid="office-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <SideHead title={row ? page.labelOf(row) : `${page.title} · ${o('form.new')}`} onClose={onClose} />
      {state.isOvertaken && (
        <Overtaken
          by={changedBy ?? null}
          isRemoved={latest === undefined}
          onTheirs={state.takeTheirs}
          onMine={state.keepMine}
        />
      )}
      <fieldset class="office-fields scroll" disabled={readOnly !== undefined}>
        {readOnly && <p class="notice-line is-warning">{readOnly}</p>}
        {page.form({
          draft: draft.value,
          errors: errors.value,
          row,
          set: (change) => {
            draft.value = { ...draft.value, ...change };
            page.office.edits.touch();
          },
        })}
      </fieldset>
      {row && page.actions && <div class="office-actions">{page.actions(row, reload)}</div>}
      <FormFoot
        edits={page.office.edits}
        state={state}
        canSave={readOnly === undefined}
        canRemove={row !== undefined && page.remove !== undefined && (page.canRemove?.(row) ?? true)}
      />
    </form>
  );
}

interface FootProps {
  readonly edits: UnsavedEdits;
  readonly state: FormState;
  readonly canSave: boolean;
  readonly canRemove: boolean;
}

function FormFoot({ edits, state, canSave, canRemove }: FootProps) {
  const { failure, isSaving, remove } = state;
  const isAsking = useSignal(false);
  return (
    <footer class="office-side-foot">
      <p class="field-error" role="alert" data-testid="office-failure">
        {failure.value}
      </p>
      <Unsaved edits={edits} />
      <button
        type="submit"
        class="button is-primary"
        title={o('form.saveKey')}
        data-testid="office-save"
        disabled={isSaving.value || !canSave}
      >
        {o(isSaving.value ? 'form.saving' : 'form.save')}
      </button>
      {canRemove && <RemoveButton isAsking={isAsking} isSaving={isSaving} onRemove={remove} />}
    </footer>
  );
}

interface RemoveProps {
  readonly isAsking: Signal<boolean>;
  readonly isSaving: Signal<boolean>;
  readonly onRemove: () => Promise<void>;
}

/** Removes at the second press. */
function RemoveButton({ isAsking, isSaving, onRemove }: RemoveProps) {
  return (
    <button
      type="button"
      class="button"
      data-testid="office-remove"
      disabled={isSaving.value}
      onClick={() => {
        if (isAsking.value) void onRemove();
        else isAsking.value = true;
      }}
      onBlur={() => (isAsking.value = false)}
    >
      {o(isAsking.value ? 'form.removeSure' : 'form.remove')}
    </button>
  );
}
