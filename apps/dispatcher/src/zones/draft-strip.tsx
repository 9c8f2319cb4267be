import { formatDuration } from '#ui';
import { useComputed } from '@preact/signals';
import { addressOf, type ListedDraft } from '../desk/drafts.ts';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';

function DraftRow({ draft }: { draft: ListedDraft }) {
  const { drafts, clock } = useDesk();
  const isActive = drafts.activeId.value === draft.id;
  const age = useComputed(() => {
    void clock.second.value;
    return formatDuration(Math.max(0, (Date.now() - draft.startedAt) / 1000));
  });
  return (
    <li>
      <button
        type="button"
        class={`draft-row ${isActive ? 'is-selected' : ''}`}
        aria-pressed={isActive}
        data-testid="draft"
        onClick={() => drafts.open(draft.id)}
      >
        <span class="draft-mark" aria-hidden="true" />
        <span class="cut">{addressOf(draft)}</span>
        <span class="mono dim">{age}</span>
      </button>
    </li>
  );
}

/** Calls being taken down: the one in the form and those set aside. */
export function DraftStrip() {
  const { drafts } = useDesk();
  const list = drafts.list.value;
  if (list.length === 0) return null;
  return (
    <section class="draft-strip" aria-label={t('draft.title')} data-testid="drafts">
      <h3 class="group-title">
        {t('draft.title')} <span class="mono">{list.length}</span> {list.length > 1 && <kbd>F4</kbd>}
      </h3>
      <ul>
        {list.map((draft) => (
          <DraftRow key={draft.id} draft={draft} />
        ))}
      </ul>
    </section>
  );
}
