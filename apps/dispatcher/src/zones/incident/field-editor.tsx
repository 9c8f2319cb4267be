import type { IncidentView } from '#contracts';
import { INCIDENT_CATEGORIES, PATIENT_NEEDS, PRIORITIES } from '#domain';
import { categoryWord } from '#ui';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useDesk } from '../../desk/desk.ts';
import { saveField } from '../../desk/incident/actions.ts';
import type { FieldEdit } from '../../desk/incident/edit.ts';
import { t } from '../../i18n/text.ts';
import { needWord } from '../triage-words.ts';
import { ConflictView } from './conflict-view.tsx';
import { EditorNote } from './presence-chips.tsx';

type Change = (value: FieldEdit['value']) => void;

function CategoryInput({ value, onChange }: { value: string; onChange: Change }) {
  return (
    <select
      class="field"
      aria-label={t('form.category')}
      data-testid="edit-category"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {INCIDENT_CATEGORIES.map((category) => (
        <option key={category} value={category}>
          {categoryWord(category)}
        </option>
      ))}
    </select>
  );
}

function PriorityInput({ value, onChange }: { value: number; onChange: Change }) {
  return (
    <div
      class="segments is-wide"
      role="group"
      aria-label={t('form.priority')}
      onKeyDown={(event) => {
        if (!/^[1-4]$/.test(event.key)) return;
        event.preventDefault();
        onChange(Number(event.key));
      }}
    >
      {PRIORITIES.map((priority) => (
        <button
          key={priority}
          type="button"
          class="segment mono"
          aria-pressed={value === priority}
          aria-label={t('incident.priority', { priority })}
          data-testid={`edit-priority-${priority}`}
          onClick={() => onChange(priority)}
        >
          {priority}
        </button>
      ))}
    </div>
  );
}

function NeedsInput({ value, onChange }: { value: readonly string[]; onChange: Change }) {
  return (
    <div class="needs-input" role="group" aria-label={t('field.needs')}>
      {PATIENT_NEEDS.map((need) => (
        <button
          key={need}
          type="button"
          class="button is-small"
          aria-pressed={value.includes(need)}
          data-testid={`edit-need-${need}`}
          onClick={() =>
            onChange(
              PATIENT_NEEDS.filter((one) => (one === need ? !value.includes(one) : value.includes(one))),
            )
          }
        >
          {needWord(need)}
        </button>
      ))}
    </div>
  );
}

function FieldInput({ edit, onChange }: { edit: FieldEdit; onChange: Change }) {
  if (edit.field === 'category') return <CategoryInput value={String(edit.value)} onChange={onChange} />;
  if (edit.field === 'priority') return <PriorityInput value={Number(edit.value)} onChange={onChange} />;
  if (edit.field === 'needs')
    return <NeedsInput value={edit.value as readonly string[]} onChange={onChange} />;
  return (
    <textarea
      class="field"
      rows={4}
      maxLength={10_000}
      aria-label={t('incident.notes')}
      data-testid="edit-notes"
      value={String(edit.value)}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function ReasonInput({ edit }: { edit: FieldEdit }) {
  const desk = useDesk();
  if (!edit.isReasonNeeded) return null;
  return (
    <label>
      <span class="label">{t('triage.overrideReason')}</span>
      <input
        class="field"
        maxLength={500}
        data-testid="edit-reason"
        ref={(input) => {
          if (edit.overrideReason === '') input?.focus();
        }}
        value={edit.overrideReason}
        onInput={(event) => desk.edit.change({ overrideReason: event.currentTarget.value })}
      />
    </label>
  );
}

function EditorFoot({ edit }: { edit: FieldEdit }) {
  const desk = useDesk();
  return (
    <p class="field-editor-foot">
      <button
        type="submit"
        class="button is-small is-primary"
        data-testid="save-field"
        disabled={edit.isSending || desk.isReadOnly.value}
      >
        {t('edit.save')} <kbd>{edit.field === 'notes' ? 'Ctrl Enter' : 'Enter'}</kbd>
      </button>
      <button type="button" class="button is-small" onClick={() => desk.edit.end()}>
        {t('action.cancel')} <kbd>Esc</kbd>
      </button>
    </p>
  );
}

/** Category, priority, needs or notes of the incident, edited where they stand. */
export function FieldEditor({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  const form = useRef<HTMLFormElement>(null);
  const edit = desk.edit.active.value;
  const isShown = edit?.incidentId === incident.id && edit.field !== 'location';
  useLayoutEffect(() => {
    if (!isShown) return;
    const first = '[aria-pressed=true], select, textarea, button';
    form.current?.querySelector<HTMLElement>(first)?.focus();
    form.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown, edit?.field]);
  if (!edit || !isShown) return null;
  const theirs = desk.edit.theirs.value;
  const save = (): void => void saveField(desk, incident);
  return (
    <form
      ref={form}
      class="field-editor"
      data-testid="field-editor"
      data-field={edit.field}
      onSubmit={(event) => {
        event.preventDefault();
        if (!theirs || !edit.isRefused) save();
      }}
      onKeyDown={(event) => {
        const isText = event.target instanceof HTMLTextAreaElement;
        const isSaved = event.key === 'Enter' && (event.ctrlKey || event.target instanceof HTMLSelectElement);
        if (event.key === 'Escape') desk.edit.end();
        else if (isSaved) save();
        else if (event.key === 'Enter' && !isText && isChoice(event.target)) save();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <EditorNote field={edit.field} />
      <FieldInput edit={edit} onChange={(value) => desk.edit.change({ value })} />
      <ReasonInput edit={edit} />
      {theirs && (edit.isRefused || edit.field !== 'notes') ? (
        <ConflictView
          field={edit.field}
          mine={edit.value}
          theirs={theirs}
          isRefused={edit.isRefused}
          onTheirs={() => desk.edit.end()}
          onMine={() => {
            desk.edit.rebase();
            save();
          }}
        />
      ) : (
        <EditorFoot edit={edit} />
      )}
    </form>
  );
}

/** Enter on a choice saves it; the space bar chooses. */
const isChoice = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.hasAttribute('aria-pressed');
