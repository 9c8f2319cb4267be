import type { PresenceField } from '#contracts';
import { useDesk } from '../../desk/desk.ts';
import { t } from '../../i18n/text.ts';
import { initials, presenceText } from './words.ts';

/** Who else has the incident open, and which field they have in hand. */
export function PresenceChips() {
  const { presence } = useDesk();
  const others = presence.others.value;
  return (
    <ul class="presence" aria-label={t('presence.title')} aria-live="polite">
      {others.map((person) => (
        <li
          key={person.userId}
          class={`presence-chip ${person.field ? 'is-editing' : ''}`}
          title={presenceText(person)}
          data-testid="presence-chip"
          data-field={person.field ?? ''}
        >
          <span aria-hidden="true">{initials(person.name)}</span>
          {person.field && <span aria-hidden="true">· {t(`field.${person.field}`)}</span>}
          <span class="visually-hidden">{presenceText(person)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Somebody else has this very field in hand. */
export function EditorNote({ field }: { field: PresenceField }) {
  const { presence } = useDesk();
  const [first] = presence.editorsOf(field);
  if (!first) return null;
  return (
    <p class="editor-note attention" role="status" data-testid="editor-note">
      {presenceText(first)}
    </p>
  );
}
