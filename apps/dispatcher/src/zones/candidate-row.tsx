import type { CandidateView, IncidentView } from '#contracts';
import { POSITION_TRUST } from '#domain';
import { capabilityList, formatDistance, formatTravel, locale, ruleText } from '#ui';
import { useComputed, useSignal } from '@preact/signals';
import { takeCandidate } from '../desk/deciding.ts';
import { takingOf } from '../desk/taking.ts';
import { useDesk } from '../desk/desk.ts';
import { isOneOf } from '../desk/is-one-of.ts';
import { t } from '../i18n/text.ts';

/** Points of the region's coverage, one decimal: `−1.1 pt`. */
function lossText({ coverage }: CandidateView): string {
  if (!coverage) return '';
  const points = 100 * coverage.lossShare;
  return t('recommendation.loss', { points: points < 0.05 ? '0.0' : `−${points.toFixed(1)}` });
}

/** From here on a loss asks for attention. */
const GREAT_LOSS = 0.03;

function noteText(candidate: CandidateView): string {
  const { diversion, soonFree, reserved, positionTrust, waitSeconds } = candidate;
  if (diversion)
    return t('recommendation.diverted', {
      number: String(diversion.incidentNumber),
      priority: diversion.priority,
    });
  if (soonFree) return t('recommendation.soonFree', { time: formatTravel(waitSeconds) });
  if (reserved) return t('recommendation.reserved', { number: String(reserved.incidentNumber) });
  if (positionTrust === 'live' || !isOneOf(POSITION_TRUST, positionTrust)) return '';
  return t(`trust.${positionTrust}`);
}

/** What the time and the place in the list are made of, for the tooltip. */
const partsText = ({ parts }: CandidateView): string =>
  parts.map(({ rule, seconds }) => `${ruleText(rule)} ${formatTravel(seconds)}`).join(' + ');

interface CandidateRowProps {
  readonly candidate: CandidateView;
  readonly incident: IncidentView;
  readonly index: number;
}

function TakeButton({ candidate, incident, index }: CandidateRowProps) {
  const desk = useDesk();
  const isAsked = useSignal(false);
  const isBusy = useComputed(() => desk.outbox.pending.value.length > 0);
  const taking = takingOf(candidate);
  const { callSign } = candidate;
  const label = isAsked.value
    ? t('recommendation.divertReally', { number: String(candidate.diversion?.incidentNumber ?? '') })
    : t(`recommendation.${taking}Short`);
  return (
    <button
      type="button"
      class={`button is-small ${index === 1 && taking === 'send' ? 'is-primary' : ''}`}
      data-testid={`dispatch-${index}`}
      data-taking={taking}
      aria-label={t('recommendation.send', { callSign })}
      disabled={desk.isReadOnly.value || isBusy.value}
      onBlur={() => (isAsked.value = false)}
      onClick={() => {
        // Somebody waits for that unit: it is never turned away by one slip of the hand.
        if (taking === 'divert' && !isAsked.value) isAsked.value = true;
        else {
          isAsked.value = false;
          void takeCandidate(desk, candidate, incident);
        }
      }}
    >
      {label}
    </button>
  );
}

/** One unit that could come: when it would be there, what that costs, and what is special about it. */
export function CandidateRow({ candidate, incident, index }: CandidateRowProps) {
  const desk = useDesk();
  const { recommendations } = desk;
  const { pointedUnitId, candidates } = recommendations;
  const isPointed = useComputed(
    () => (pointedUnitId.value ?? candidates.value[0]?.unitId) === candidate.unitId,
  );
  const { callSign, coverage, regionId } = candidate;
  // What a neighbour loses is for its own control room to weigh.
  const owner = regionId === desk.region.id ? undefined : desk.regionName(regionId);
  const point = (): void => {
    pointedUnitId.value = candidate.unitId;
  };
  return (
    <li
      class={`candidate ${isPointed.value ? 'is-selected' : ''} ${candidate.isProposed ? 'is-proposed' : ''}`}
      data-testid="candidate"
      data-callsign={callSign}
      data-proposed={candidate.isProposed}
      onMouseEnter={point}
      onFocusCapture={point}
    >
      <kbd>{index}</kbd>
      <span class="mono strong">{callSign}</span>
      <span class="dim cut">{capabilityList(candidate.capabilities)}</span>
      <b class="mono candidate-time" title={partsText(candidate)}>
        {formatTravel(candidate.arrivalSeconds)}
      </b>
      <span class="mono dim candidate-distance">
        {formatDistance(candidate.distanceMeters, locale.value)}
      </span>
      {owner === undefined && (
        <span
          class={`mono candidate-loss ${coverage && coverage.lossShare >= GREAT_LOSS ? 'attention' : 'dim'}`}
          title={t('recommendation.lossHint')}
        >
          {lossText(candidate)}
        </span>
      )}
      <span class={`candidate-note ${owner === undefined ? '' : 'is-wide'}`}>
        {owner !== undefined && (
          <span
            class="row-chip is-neighbour cut"
            data-testid="candidate-region"
            title={t('recommendation.neighbour', { region: owner })}
          >
            {owner}
          </span>
        )}
        <span class="cut attention">{noteText(candidate)}</span>
      </span>
      <TakeButton candidate={candidate} incident={incident} index={index} />
    </li>
  );
}
