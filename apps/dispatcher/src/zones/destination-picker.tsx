import type { AssignmentView, DestinationAdvice } from '#contracts';
import { formatClock, formatMessage, formatTravel, locale } from '#ui';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Answer } from '../api/http.ts';
import { failureText } from '../api/refusal-text.ts';
import { setDestination } from '../desk/deciding.ts';
import { useDesk } from '../desk/desk.ts';
import { isOneOf } from '../desk/is-one-of.ts';
import { panelTexts, t } from '../i18n/text.ts';

/** Places shown; the others are one choice away in the list of all. */
const SHOWN = 4;

type Values = DestinationAdvice['because']['values'];

/** Seconds become m:ss, instants a time of day, codes words. */
function withWords(values: Values, timeZone: string): Values {
  const { services, levels } = panelTexts().destinations;
  const words: Record<string, string | number> = { ...values };
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === 'number' && key.endsWith('Seconds'))
      words[key.slice(0, -'Seconds'.length)] = formatTravel(value);
    if (typeof value !== 'string') continue;
    if (key === 'opensAt') words[key] = formatClock(value, timeZone).slice(0, 5);
    if (key === 'service' || key === 'services')
      words[key] = value
        .split(',')
        .map((one) => (Object.hasOwn(services, one) ? services[one as never] : one))
        .join(', ');
    if (key === 'level' && Object.hasOwn(levels, value)) words[key] = levels[value as never];
  }
  return words;
}

function becauseText({ key, values }: DestinationAdvice['because'], timeZone: string): string {
  const { because } = panelTexts().destinations;
  if (!isOneOf(Object.keys(because) as (keyof typeof because)[], key)) return '';
  return formatMessage(locale.value, because[key], withWords(values, timeZone));
}

function partsText(parts: DestinationAdvice['advised'][number]['parts']): string {
  const names: Readonly<Record<string, string>> = panelTexts().destinations.parts;
  return parts.map(({ part, seconds }) => `${names[part] ?? part} ${formatTravel(seconds)}`).join(' + ');
}

interface PickerProps {
  readonly assignment: AssignmentView;
  readonly onDone: () => void;
}

function Advised({ assignment, onDone, advice }: PickerProps & { readonly advice: DestinationAdvice }) {
  const desk = useDesk();
  const { timeZone } = desk.region;
  const choose = (place: { readonly id: string; readonly name: string } | undefined): void =>
    void setDestination(desk, assignment, place).then((isDone) => isDone && onDone());
  const advised = new Set(advice.advised.map(({ facilityId }) => facilityId));
  return (
    <>
      <p class="dim">{becauseText(advice.because, timeZone)}</p>
      <ol class="destinations">
        {advice.advised.slice(0, SHOWN).map((place, index) => (
          <li key={place.facilityId}>
            <button
              type="button"
              class={`button is-small ${index === 0 ? 'is-primary' : ''}`}
              data-testid={`destination-${index + 1}`}
              title={partsText(place.parts)}
              disabled={desk.isReadOnly.value}
              onClick={() => choose({ id: place.facilityId, name: place.name })}
            >
              {place.name}
              {place.regionName !== null && <span class="dim"> · {place.regionName}</span>}{' '}
              <span class="mono">{formatTravel(place.travelSeconds)}</span>
            </button>
          </li>
        ))}
      </ol>
      <div class="form-row">
        <select
          class="field is-small"
          aria-label={t('assignments.otherPlaces')}
          data-testid="destination-other"
          value=""
          disabled={desk.isReadOnly.value}
          onChange={(event) => {
            const place = desk.facilities.value.find(({ id }) => id === event.currentTarget.value);
            if (place) choose(place);
          }}
        >
          <option value="">{t('assignments.otherPlaces')}</option>
          {desk.facilities.value
            .filter(({ id }) => !advised.has(id))
            .map(({ id, name, regionId, regionName }) => (
              <option key={id} value={id}>
                {regionId === desk.region.id ? name : `${name} · ${regionName}`}
              </option>
            ))}
        </select>
        {assignment.destinationFacilityId && (
          <button type="button" class="button is-small" onClick={() => choose(undefined)}>
            {t('assignments.removeDestination')}
          </button>
        )}
      </div>
    </>
  );
}

/** Where to take the patient: what is advised from where the unit is, and why; any other place by its name. */
export function DestinationPicker({ assignment, onDone }: PickerProps) {
  const desk = useDesk();
  const answer = useSignal<Answer<DestinationAdvice> | undefined>(undefined);
  useEffect(() => {
    const asking = new AbortController();
    void desk.session
      .call('getDestinations', {
        params: { incidentId: assignment.incidentId },
        query: { assignmentId: assignment.id },
        signal: asking.signal,
      })
      .then((got) => {
        if (!asking.signal.aborted) answer.value = got;
      });
    return () => asking.abort();
  }, [assignment.id]);
  const { value } = answer;
  return (
    <div class="destination-picker" data-testid="destination-picker">
      {!value && <p class="dim">{t('assignments.adviceLoading')}</p>}
      {value?.kind === 'ok' && <Advised assignment={assignment} onDone={onDone} advice={value.value} />}
      {value && value.kind !== 'ok' && <p class="attention">{failureText(value, desk.region.timeZone)}</p>}
    </div>
  );
}
