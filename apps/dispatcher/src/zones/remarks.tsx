import { formatClock } from '#ui';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';

/** Signed notes on the selected incident, oldest first. */
export function Remarks() {
  const desk = useDesk();
  const remarks = desk.detail.remarks.value;
  if (remarks.length === 0) return null;
  return (
    <ul class="remarks" aria-label={t('remarks.title')}>
      {remarks.map((remark) => (
        <li key={remark.id} data-testid="remark">
          <span class="mono">{formatClock(remark.at, desk.region.timeZone)}</span>
          <span class="dim cut">{remark.authorName}</span>
          <span class="remark-text">{remark.text}</span>
        </li>
      ))}
    </ul>
  );
}
