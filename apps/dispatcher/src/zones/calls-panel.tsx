import type { CallWithDetail } from '#contracts';
import { CALL_OUTCOMES, type CallOutcome } from '#domain';
import { formatClock, formatDuration } from '#ui';
import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useDesk, type Desk } from '../desk/desk.ts';
import { endCall, linkCall } from '../desk/incident/actions.ts';
import { CALLS_KEY } from '../desk/incident/panel-keys.ts';
import { isOneOf } from '../desk/is-one-of.ts';
import { t } from '../i18n/text.ts';

/** Opens the form with what the caller said; saving it puts the call to the new incident. */
function beginFrom(desk: Desk, call: CallWithDetail): void {
  const { draft } = desk;
  desk.isCallsShown.value = false;
  desk.drafts.begin(call.detail.addressText);
  if (call.coordinates) draft.pin(...call.coordinates);
  draft.callId.value = call.id;
  draft.callerName.value = call.detail.callerName;
  draft.callerPhone.value = call.detail.callerPhone;
  draft.notes.value = call.detail.words;
}

/** Arrow keys go through the outcomes, so choosing one is not yet ending the call. */
function EndCall({ call }: { call: CallWithDetail }) {
  const desk = useDesk();
  const outcome = useSignal<CallOutcome | ''>('');
  return (
    <form
      class="call-actions"
      onSubmit={(event) => {
        event.preventDefault();
        if (outcome.value !== '') void endCall(desk, call.id, outcome.value);
      }}
    >
      <select
        class="field"
        aria-label={t('calls.end')}
        data-testid="call-outcome"
        value={outcome.value}
        disabled={desk.isReadOnly.value}
        onChange={(event) => {
          const { value } = event.currentTarget;
          outcome.value = isOneOf(CALL_OUTCOMES, value) ? value : '';
        }}
      >
        <option value="">{t('calls.end')}</option>
        {CALL_OUTCOMES.map((one) => (
          <option key={one} value={one}>
            {t(`calls.outcome.${one}`)}
          </option>
        ))}
      </select>
      {outcome.value !== '' && (
        <button type="submit" class="button is-small" data-testid="end-call" disabled={desk.isReadOnly.value}>
          {t('calls.endNow')}
        </button>
      )}
    </form>
  );
}

function CallRow({ call }: { call: CallWithDetail }) {
  const desk = useDesk();
  const incident = desk.selectedIncident.value;
  const age = useComputed(() =>
    formatDuration((desk.clock.second.value - Date.parse(call.receivedAt)) / 1000),
  );
  const { callerName, callerPhone, words, addressText } = call.detail;
  return (
    <li class="call-row" data-testid="waiting-call">
      <p class="call-line">
        <span class="mono">{formatClock(call.receivedAt, desk.region.timeZone)}</span>
        <b class="cut">{callerName || t('caller.unnamed')}</b>
        <span class="mono">{callerPhone}</span>
        <span class="cut">{addressText}</span>
        <span class="call-age mono attention">{age}</span>
      </p>
      {words !== '' && <p class="said call-words">{words}</p>}
      <div class="call-actions">
        <button
          type="button"
          class="button is-small is-primary"
          data-testid="call-to-incident"
          disabled={desk.isReadOnly.value}
          onClick={() => beginFrom(desk, call)}
        >
          {t('calls.newIncident')}
        </button>
        {incident?.state === 'open' && (
          <button
            type="button"
            class="button is-small"
            disabled={desk.isReadOnly.value}
            onClick={() => void linkCall(desk, call.id, incident)}
          >
            {t('calls.linkTo', { number: String(incident.number) })}
          </button>
        )}
        <EndCall call={call} />
      </div>
    </li>
  );
}

/** Calls that wait: no incident has been made of them and nobody has ended them. */
export function CallsPanel() {
  const desk = useDesk();
  const calls = useSignal<readonly CallWithDetail[]>([]);
  const waiting = desk.store.lists.value.waitingCalls;
  useEffect(() => {
    const stopper = new AbortController();
    const query = { regionId: desk.region.id };
    void desk.session.call('listCalls', { query, signal: stopper.signal }).then((answer) => {
      if (answer.kind === 'ok' && !stopper.signal.aborted) calls.value = answer.value.calls;
    });
    return () => stopper.abort();
  }, [waiting]);
  const shown = calls.value.filter(({ id }) => waiting.has(id));
  return (
    <section class="panel calls-panel" aria-label={t('calls.title')} data-testid="calls-panel">
      <header class="zone-head">
        <h2>{t('calls.title')}</h2>
        <button type="button" class="button is-small" onClick={() => (desk.isCallsShown.value = false)}>
          {t('help.close')} <kbd>Alt {CALLS_KEY}</kbd>
        </button>
      </header>
      {shown.length === 0 && <p class="list-note dim">{t('calls.none')}</p>}
      <ul>
        {shown.map((call) => (
          <CallRow key={call.id} call={call} />
        ))}
      </ul>
    </section>
  );
}
