import type { LikelyDuplicate } from '#contracts';
import { categoryWord, formatClock } from '#ui';
import { useDesk } from '../desk/desk.ts';
import { joinCallTo, keepAsCall } from '../desk/incident/actions.ts';
import { JOIN_KEY } from '../desk/incident/panel-keys.ts';
import { t } from '../i18n/text.ts';
import { duplicateReasons } from './attention/attention-words.ts';
import { HazardBanner } from './incident/hazard-banner.tsx';

function LikelyRow({ likely, isFirst }: { likely: LikelyDuplicate; isFirst: boolean }) {
  const desk = useDesk();
  const number = String(likely.number);
  return (
    <li class="likely-row" data-testid="likely-duplicate">
      <span class="person-text">
        <b class="mono">{number}</b> {categoryWord(likely.category)},{' '}
        {t('incident.since', { time: formatClock(likely.createdAt, desk.region.timeZone) })}
        <span class="dim"> {duplicateReasons(likely)}</span>
      </span>
      <button
        type="button"
        class="button is-small"
        data-testid="join-call"
        disabled={desk.draft.isSending.value || desk.isReadOnly.value}
        onClick={() => void joinCallTo(desk, likely.incidentId, likely.number)}
      >
        {t('draft.joinInstead', { number })} {isFirst && <kbd>Alt {JOIN_KEY}</kbd>}
      </button>
    </li>
  );
}

/** What the place being typed tells: warnings there, and incidents that are likely the same event. */
export function DraftHintList() {
  const { draftHints } = useDesk();
  const duplicates = draftHints.duplicates.value;
  return (
    <>
      <HazardBanner hazards={draftHints.hazards.value} />
      {duplicates.length > 0 && (
        <ul class="likely" aria-label={t('draft.likely')} aria-live="polite">
          {duplicates.map((likely, index) => (
            <LikelyRow key={likely.incidentId} likely={likely} isFirst={index === 0} />
          ))}
        </ul>
      )}
    </>
  );
}

/** Who calls. */
export function CallerFields() {
  const { draft } = useDesk();
  const isKnown = draft.callId.value !== undefined;
  return (
    <div class="form-columns">
      {(
        [
          [draft.callerName, 'caller.name', 200, 'form-caller-name'],
          [draft.callerPhone, 'caller.phone', 60, 'form-caller-phone'],
        ] as const
      ).map(([value, key, maxLength, testId]) => (
        <label key={key} class="form-cell">
          <span class="label">{t(key)}</span>
          <input
            class="field"
            autocomplete="off"
            maxLength={maxLength}
            disabled={isKnown}
            data-testid={testId}
            value={value.value}
            onInput={(event) => (value.value = event.currentTarget.value)}
          />
        </label>
      ))}
    </div>
  );
}

/** Keeps what is typed as a call that waits, without an incident. */
export function KeepAsCallButton() {
  const desk = useDesk();
  if (desk.draft.callId.value !== undefined) return null;
  return (
    <button
      type="button"
      class="button"
      title={t('draft.keepAsCallTitle')}
      data-testid="keep-as-call"
      disabled={desk.draft.isSending.value || desk.isReadOnly.value}
      onClick={() => void keepAsCall(desk)}
    >
      {t('draft.keepAsCall')}
    </button>
  );
}
