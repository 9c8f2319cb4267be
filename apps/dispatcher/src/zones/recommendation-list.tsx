import type { CandidateView, IncidentView, RecommendationView } from '#contracts';
import { POSITION_TRUST } from '#domain';
import { becauseText, capabilityList, formatDistance, formatTravel, locale, rejectionText } from '#ui';
import { useComputed } from '@preact/signals';
import { failureText } from '../api/refusal-text.ts';
import { dispatchUnit } from '../desk/actions.ts';
import { useDesk } from '../desk/desk.ts';
import { isOneOf } from '../desk/is-one-of.ts';
import { t } from '../i18n/text.ts';

/** Candidates shown at once; nine can be taken by digit. */
const SHOWN = 5;
const SHOWN_WITH_REJECTED = 9;

function trustNote({ positionTrust }: CandidateView): string {
  if (positionTrust === 'live' || !isOneOf(POSITION_TRUST, positionTrust)) return '';
  return t(`trust.${positionTrust}`);
}

interface CandidateRowProps {
  readonly candidate: CandidateView;
  readonly incident: IncidentView;
  readonly index: number;
}

function CandidateRow({ candidate, incident, index }: CandidateRowProps) {
  const desk = useDesk();
  const { pointedUnitId, candidates } = desk.recommendations;
  const isPointed = useComputed(
    () => (pointedUnitId.value ?? candidates.value[0]?.unitId) === candidate.unitId,
  );
  const isBusy = useComputed(() => desk.outbox.pending.value.length > 0);
  const { callSign } = candidate;
  const turnout = t('recommendation.turnout', { seconds: Math.round(candidate.turnoutSeconds) });
  const point = (): void => {
    pointedUnitId.value = candidate.unitId;
  };
  return (
    <li
      class={`candidate ${isPointed.value ? 'is-selected' : ''}`}
      data-testid="candidate"
      data-callsign={callSign}
      onMouseEnter={point}
      onFocusCapture={point}
    >
      <kbd>{index}</kbd>
      <span class="mono strong">{callSign}</span>
      <span class="dim cut">{capabilityList(candidate.capabilities)}</span>
      <b class="mono candidate-time" title={turnout}>
        {formatTravel(candidate.travelSeconds)}
      </b>
      <span class="mono dim candidate-distance">
        {formatDistance(candidate.distanceMeters, locale.value)}
      </span>
      <span class="cut candidate-note">
        <span class="dim wide-only">{turnout}</span>
        <span class="dim narrow-only" aria-hidden="true">
          +{Math.round(candidate.turnoutSeconds)} s
        </span>
        <span class="attention">{trustNote(candidate)}</span>
      </span>
      <button
        type="button"
        class={`button is-small ${index === 1 ? 'is-primary' : ''}`}
        data-testid={`dispatch-${index}`}
        aria-label={t('recommendation.send', { callSign })}
        disabled={desk.isReadOnly.value || isBusy.value}
        onClick={() => void dispatchUnit(desk, candidate.unitId, incident)}
      >
        {t('recommendation.sendShort')}
      </button>
    </li>
  );
}

function Rejected({ view }: { view: RecommendationView }) {
  return (
    <ul class="rejected" aria-label={t('recommendation.rejectedTitle')} data-testid="rejected-list">
      {view.rejected.map((rejection) => (
        <li key={rejection.unitId}>
          <span class="mono">{rejection.callSign}</span>
          <span class="dim cut">{rejectionText(rejection)}</span>
        </li>
      ))}
    </ul>
  );
}

function Because({ view }: { view: RecommendationView }) {
  const desk = useDesk();
  const isShown = desk.isRejectedShown.value;
  const { length } = view.rejected;
  return (
    <div class="because">
      <span data-testid="because">{becauseText(view.because)}</span>{' '}
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
