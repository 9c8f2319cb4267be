import {
  ageMonthsAt,
  NEWS2_SOURCE,
  type PatientRecordDocument,
  scoreNews2,
  SHOCK_INDEX_SOURCE,
  shockIndex,
} from '#domain';
import { locale } from '#ui';
import { pt } from './texts.ts';

/** Early warning score and shock index of the newest measurements, each with its source. */
export function Scores({ record }: { record: PatientRecordDocument }) {
  const news2 = scoreNews2(record.vitals, ageMonthsAt(record.person, record.changedAt));
  const index = shockIndex(record.vitals);
  return (
    <dl class="pr-scores">
      <div class={news2.kind === 'scored' && news2.total >= 5 ? 'is-attention' : ''}>
        <dt title={NEWS2_SOURCE}>NEWS2</dt>
        <dd>
          {news2.kind === 'scored' && (
            <>
              <b class="mono" data-testid="news2">
                {news2.total}
              </b>{' '}
              {pt(`risk.${news2.risk}`)}
              {news2.assumesAdult && ` · ${pt('assumesAdult')}`}
            </>
          )}
          {news2.kind === 'incomplete' && (
            <span class="dim">
              {pt('missing', { parts: news2.missing.map((part) => pt(`news2.${part}`)).join(', ') })}
            </span>
          )}
          {news2.kind === 'notForChildren' && <span class="dim">{pt('notForChildren')}</span>}
        </dd>
        <dd class="pr-source">{NEWS2_SOURCE}</dd>
      </div>
      <div class={index !== undefined && index >= 1 ? 'is-attention' : ''}>
        <dt title={SHOCK_INDEX_SOURCE}>{pt('shockIndex')}</dt>
        <dd>
          <b class="mono">{index === undefined ? '–' : index.toLocaleString(locale.value)}</b>
        </dd>
        <dd class="pr-source">{SHOCK_INDEX_SOURCE}</dd>
      </div>
    </dl>
  );
}
