import type { DuplicateProposal } from '#contracts';
import { dismissDuplicate, joinDuplicate } from '../../desk/decisions.ts';
import { useDesk } from '../../desk/desk.ts';
import { t } from '../../i18n/text.ts';
import { duplicateReasons } from './attention-words.ts';

function DuplicateRow({ proposal }: { proposal: DuplicateProposal }) {
  const desk = useDesk();
  const later = desk.store.findIncident(proposal.incidentId ?? undefined);
  const earlier = desk.store.findIncident(proposal.likelyIncidentId ?? undefined);
  const isBusy = desk.isReadOnly.value || desk.outbox.pending.value.length > 0;
  // Calls that belong to no incident are settled where calls are listed.
  if (!later || !earlier) return null;
  const numbers = { later: String(later.number), earlier: String(earlier.number) };
  return (
    <li class="proposal" data-testid="duplicate">
      <button type="button" class="attention-text" onClick={() => desk.selectIncident(later.id)}>
        {t('duplicate.same', numbers)}
      </button>
      <p class="dim">{duplicateReasons(proposal)}</p>
      <p class="proposal-foot">
        <button
          type="button"
          class="button is-small is-primary"
          data-testid="join-duplicate"
          disabled={isBusy}
          onClick={() => void joinDuplicate(desk, later, earlier)}
        >
          {t('duplicate.join', numbers)}
        </button>
        <button
          type="button"
          class="button is-small"
          data-testid="dismiss-duplicate"
          disabled={isBusy}
          onClick={() => void dismissDuplicate(desk, proposal)}
        >
          {t('duplicate.dismiss')}
        </button>
      </p>
    </li>
  );
}

/** Reports that look like one event; only a dispatcher joins them. */
export function DuplicateList() {
  const { store } = useDesk();
  void store.revision.value;
  return (
    <>
      {[...store.lists.value.duplicates.values()].map((proposal) => (
        <DuplicateRow key={proposal.id} proposal={proposal} />
      ))}
    </>
  );
}
