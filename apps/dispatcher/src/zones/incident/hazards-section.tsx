import type { HazardHere, IncidentView } from '#contracts';
import { HAZARD_KINDS, type HazardKind } from '#domain';
import { useSignal } from '@preact/signals';
import { useDesk } from '../../desk/desk.ts';
import { addHazard, removeHazard } from '../../desk/incident/actions.ts';
import { isOneOf } from '../../desk/is-one-of.ts';
import { dateText } from './dates.ts';
import { t } from '../../i18n/text.ts';

const DAY_MS = 86_400_000;
/** How long a warning holds when it is meant for now only. */
const LENGTHS = { untilRemoved: null, day: 1, month: 30, year: 365 } as const;
type Length = keyof typeof LENGTHS;

function HazardForm({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  const kind = useSignal<HazardKind>('dog');
  const text = useSignal('');
  const length = useSignal<Length>('year');
  return (
    <form
      class="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        const days = LENGTHS[length.value];
        const validUntil = days === null ? null : new Date(desk.clock.now() + days * DAY_MS).toISOString();
        if (text.value.trim() === '') return;
        void addHazard(desk, incident, { kind: kind.value, text: text.value.trim(), validUntil }).then(
          (isDone) => {
            if (isDone) text.value = '';
          },
        );
      }}
    >
      <select
        class="field is-narrow"
        aria-label={t('hazard.kind')}
        data-testid="hazard-kind"
        ref={(select) => {
          if (select && !select.dataset['wasFocused']) {
            select.dataset['wasFocused'] = 'yes';
            select.focus();
          }
        }}
        value={kind.value}
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (isOneOf(HAZARD_KINDS, value)) kind.value = value;
        }}
      >
        {HAZARD_KINDS.map((one) => (
          <option key={one} value={one}>
            {t(`hazard.${one}`)}
          </option>
        ))}
      </select>
      <input
        class="field"
        maxLength={1000}
        aria-label={t('hazard.text')}
        placeholder={t('hazard.text')}
        data-testid="hazard-text"
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
      <select
        class="field is-narrow"
        aria-label={t('hazard.length')}
        value={length.value}
        onChange={(event) => (length.value = event.currentTarget.value as Length)}
      >
        {(Object.keys(LENGTHS) as Length[]).map((one) => (
          <option key={one} value={one}>
            {t(`hazard.length.${one}`)}
          </option>
        ))}
      </select>
      <button
        type="submit"
        class="button is-small"
        data-testid="save-hazard"
        disabled={text.value.trim() === '' || desk.isReadOnly.value}
      >
        {t('hazard.add')}
      </button>
    </form>
  );
}

function HazardRow({ hazard }: { hazard: HazardHere }) {
  const desk = useDesk();
  const { timeZone } = desk.region;
  const isDue = Date.parse(hazard.reviewAt) < desk.clock.second.value;
  return (
    <li class="person-row" data-testid="hazard-row">
      <b>{t(`hazard.${hazard.kind}`)}</b>
      <span class="person-text said">{hazard.text}</span>
      {isDue && <span class="chip is-attention">{t('hazard.due')}</span>}
      <span class="dim">
        {t('hazard.by', { name: hazard.writtenByName, date: dateText(hazard.writtenAt, timeZone) })}
        {hazard.validUntil && `, ${t('hazard.until', { date: dateText(hazard.validUntil, timeZone) })}`}
      </span>
      <button
        type="button"
        class="link"
        data-testid="remove-hazard"
        disabled={desk.isReadOnly.value}
        onClick={() => void removeHazard(desk, hazard.id)}
      >
        {t('edit.remove')}
      </button>
    </li>
  );
}

/** Warnings for this place, who wrote them and until when they hold. */
export function HazardsSection({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  return (
    <section class="people" aria-label={t('section.hazards')} data-testid="hazards">
      <ul>
        {desk.people.hazards.value.map((hazard) => (
          <HazardRow key={hazard.id} hazard={hazard} />
        ))}
      </ul>
      {incident.state === 'open' && <HazardForm incident={incident} />}
    </section>
  );
}
