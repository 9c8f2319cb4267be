import { useDesk } from '../../desk/desk.ts';
import { t } from '../../i18n/text.ts';
import { AlarmList } from './alarm-list.tsx';
import { DuplicateList } from './duplicate-list.tsx';
import { ProposalList } from './proposal-list.tsx';

/** What somebody should look at: below the incidents to which nobody goes, which stay on top whatever comes. */
export function AttentionList() {
  const { store } = useDesk();
  const { alarms, proposals, duplicates } = store.lists.value;
  const count = alarms.size + proposals.size + duplicates.size;
  if (count === 0) return null;
  return (
    <section class="attention-list" aria-label={t('attention.title')} data-testid="attention">
      <h3 class="group-title">
        {t('attention.title')} <span class="mono">{count}</span>
      </h3>
      <ul class="attention-rows">
        <AlarmList />
        <ProposalList />
        <DuplicateList />
      </ul>
    </section>
  );
}
