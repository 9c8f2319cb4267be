import type { IncidentView } from '#contracts';
import { formatClock } from '#ui';
import { useSignal } from '@preact/signals';
import { addRemark } from '../desk/actions.ts';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';

function RemarkForm({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  const text = useSignal('');
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        const words = text.value.trim();
        if (words === '') return;
        text.value = '';
        void addRemark(desk, incident, words).then((isDone) => {
          if (!isDone && text.value === '') text.value = words;
        });
      }}
    >
      <input
        class="field is-small"
        maxLength={10000}
        aria-label={t('remarks.add')}
        placeholder={t('remarks.add')}
        data-testid="remark-input"
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
      {text.value.trim() !== '' && (
        <button type="submit" class="button is-small" data-testid="add-remark" disabled={desk.isReadOnly.value}>
          {t('remarks.send')}
        </button>
      )}
    </form>
  );
}

/** Signed notes on the incident, oldest first. */
export function Remarks({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  const remarks = desk.detail.remarks.value;
  return (
    <section class="remarks" aria-label={t('remarks.title')}>
      {remarks.length > 0 && (
        <ul>
          {remarks.map((remark) => (
            <li key={remark.id} data-testid="remark">
              <span class="mono">{formatClock(remark.at, desk.region.timeZone)}</span>
              <span class="dim cut">{remark.authorName}</span>
              <span class="remark-text">{remark.text}</span>
            </li>
          ))}
        </ul>
      )}
      {incident.state === 'open' && <RemarkForm incident={incident} />}
    </section>
  );
}
