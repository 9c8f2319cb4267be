import type { IncidentField, IncidentView } from '#contracts';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useDesk } from '../../desk/desk.ts';
import { FIELD_KEYS } from '../../desk/incident/panel-keys.ts';
import { t } from '../../i18n/text.ts';

interface FieldButtonProps {
  readonly incident: IncidentView;
  readonly field: IncidentField;
  readonly children: ComponentChildren;
}

/** The value of a field, that begins its edit when pressed; plain text where nothing can be edited. */
export function FieldButton({ incident, field, children }: FieldButtonProps) {
  const desk = useDesk();
  const isEdited = desk.edit.active.value?.field === field;
  if (incident.state === 'closed' || desk.isPast) return <span class="chip is-fixed">{children}</span>;
  const hint = t('edit.hint', {
    text: `${t('edit.change')}: ${t(`field.${field}`)}`,
    key: `Alt+${FIELD_KEYS[field]}`,
  });
  return (
    <button
      type="button"
      class={`field-button is-${field}`}
      title={hint}
      aria-pressed={isEdited}
      data-testid={`field-${field}`}
      disabled={desk.isReadOnly.value}
      onClick={() => (isEdited ? desk.edit.end() : desk.edit.begin(field))}
    >
      {children}
    </button>
  );
}

/** The notes, or where to write the first. Others see which field is in hand here. */
export function Notes({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  const edit = desk.edit.active.value;
  useEffect(() => {
    desk.presence.field.value = edit?.incidentId === incident.id ? edit.field : null;
    return () => (desk.presence.field.value = null);
  }, [edit?.field, edit?.incidentId]);
  const { notes } = incident.detail;
  const isEdited = edit?.field === 'notes';
  if (isEdited || desk.isPast || incident.state === 'closed')
    return notes === '' || isEdited ? null : <p class="incident-notes">{notes}</p>;
  if (notes === '') {
    return (
      <p class="notes-none">
        <FieldButton incident={incident} field="notes">
          {t('edit.addNotes')}
        </FieldButton>
      </p>
    );
  }
  return (
    <button
      type="button"
      class="incident-notes is-pressable"
      title={t('edit.hint', {
        text: `${t('edit.change')}: ${t('field.notes')}`,
        key: `Alt+${FIELD_KEYS.notes}`,
      })}
      data-testid="field-notes"
      disabled={desk.isReadOnly.value}
      onClick={() => desk.edit.begin('notes')}
    >
      {notes}
    </button>
  );
}
