import type { IncidentView, RecommendationView, SentenceView } from '#contracts';
import { becauseText, rejectionText } from '#ui';
import { failureText } from '../api/refusal-text.ts';
import { type Desk, useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import { proposalText } from './attention/attention-words.ts';
import { CandidateRow } from './candidate-row.tsx';
import { PlanLine } from './plan-line.tsx';

/** Candidates shown at once; nine can be taken by digit. */
const SHOWN = 5;
const SHOWN_WITH_REJECTED = 9;

/** Sentences name regions by their ids; people know them by their names. */
function withRegionName<Values extends SentenceView['values']>(desk: Desk, values: Values): Values {
  const { regionId } = values;
  return typeof regionId === 'string' ? { ...values, regionId: desk.regionName(regionId) } : values;
}

function Rejected({ view }: { view: RecommendationView }) {
  const desk = useDesk();
  return (
    <ul class="rejected" aria-label={t('recommendation.rejectedTitle')} data-testid="rejected-list">
      {view.rejected.map((rejection) => (
        <li key={rejection.unitId}>
          <span class="mono">{rejection.callSign}</span>
          <span class="dim cut">
            {rejectionText({ ...rejection, details: withRegionName(desk, rejection.details) })}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** With several waiting: what deciding them together says of this one, where that is not simply the nearest. */
function Joint() {
  const joint = useDesk().recommendations.joint.value;
  if (!joint || joint.isNearest) return null;
  return (
    <p class="joint" data-testid="joint">
      <b>{t('recommendation.joint', { count: joint.waitingIncidents })}</b> {proposalText(joint.because)}
    </p>
  );
}

function Because({ view }: { view: RecommendationView }) {
  const desk = useDesk();
  const isShown = desk.isRejectedShown.value;
  const { length } = view.rejected;
  return (
    <div class="because">
      {view.sentences.map((sentence, index) => (
        <span key={sentence.key} data-testid={index === 0 ? 'because' : 'because-also'}>
          {becauseText({ ...sentence, values: withRegionName(desk, sentence.values) })}{' '}
        </span>
      ))}
      <Joint />
      {length > 0 && (
        <button
          type="button"
          class="link"
          aria-expanded={isShown}
          data-testid="show-rejected"
          onClick={() => (desk.isRejectedShown.value = !isShown)}
        >
          <kbd>x</kbd> {t('recommendation.rejected', { count: length })}
        </button>
      )}
      {isShown && <Rejected view={view} />}
    </div>
  );
}

function Body({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  const { recommendations } = desk;
  const { value: state } = recommendations.state;
  if (state.kind === 'none') return null;
  if (state.kind === 'loading') return <p class="list-note dim">{t('recommendation.loading')}</p>;
  if (state.kind === 'noPosition') return <p class="list-note">{t('recommendation.noPosition')}</p>;
  if (state.kind === 'failed') {
    return (
      <p class="list-note">
        <span class="attention">{failureText(state.answer, desk.region.timeZone)}</span>{' '}
        <button type="button" class="link" onClick={() => void recommendations.refresh()}>
          {t('recommendation.retry')}
        </button>
      </p>
    );
  }
  const shown = state.view.candidates.slice(0, desk.isRejectedShown.value ? SHOWN_WITH_REJECTED : SHOWN);
  return (
    <>
      <ol
        class={`candidates ${desk.isRejectedShown.value ? 'is-whole' : ''}`}
        onMouseLeave={() => (recommendations.pointedUnitId.value = undefined)}
      >
        {shown.map((candidate, at) => (
          <CandidateRow key={candidate.unitId} candidate={candidate} incident={incident} index={at + 1} />
        ))}
      </ol>
      <PlanLine view={state.view} incident={incident} />
      <Because view={state.view} />
    </>
  );
}

/** Who can be first, by road; one click or digit sends. */
export function RecommendationList({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  return (
    <section class="recommendation" aria-label={t('recommendation.title')} data-testid="recommendation">
      <p class="race-lost attention" role="alert" data-testid="race-lost">
        {desk.raceLost}
      </p>
      <Body incident={incident} />
    </section>
  );
}
