import '../api/with-office-paths.ts';
import type { InboundView, RegionView, UserView } from '#contracts';
import { DESTINATION_TEXTS } from '#contracts/destination-texts.ts';
import { DIVERSION_STATES, type FacilityService, PRIORITIES } from '#domain';
import { categoryWord, formatClock, formatTravel, locale, PriorityMark, stepWord } from '#ui';
import { Fragment } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { failureText } from '../api/refusal-text.ts';
import { Preferences } from '../session/preferences.tsx';
import type { Session } from '../session/session.ts';
import { NeedChips } from '../zones/triage-questions.tsx';
import { ArrivalNotices } from './arrival-notices.tsx';
import { FacilityHelp } from './facility-help.tsx';
import { isFacilityHelpShown, listenToFacilityKeys } from './facility-keys.ts';
import { FacilityState } from './facility-state.ts';
import './facility.css';
import { RecordPanel } from './record-panel.tsx';
import { RecordState } from './record-state.ts';
import { ft } from './texts.ts';

const LOADS = [null, 25, 50, 75, 90, 100] as const;
const HOURS = [1, 2, 4, 8, 24] as const;
const MOST_WAIT_MINUTES = 2880;

interface PartProps {
  readonly state: FacilityState;
  readonly region: RegionView;
}

function InboundRow({ inbound, timeZone }: { inbound: InboundView; timeZone: string }) {
  const { callSign, category, priority, needs, status, expectedAt, travelSeconds } = inbound;
  return (
    <tr data-testid="inbound" data-callsign={callSign}>
      <td>
        <PriorityMark priority={priority} isAlarm={false} />
      </td>
      <td class="mono strong">{callSign}</td>
      <td>
        {categoryWord(category)} <span class="dim">{ft('priority', { priority })}</span>
      </td>
      <td>
        <NeedChips needs={needs} />
      </td>
      <td>{stepWord(status)}</td>
      <td class="facility-expected">
        {expectedAt ? (
          <>
            <b class="mono">{formatClock(expectedAt, timeZone).slice(0, 5)}</b>{' '}
            <span class="mono dim">{travelSeconds === null ? '' : formatTravel(travelSeconds)}</span>
          </>
        ) : (
          <span class="dim">{ft('notYet')}</span>
        )}
      </td>
    </tr>
  );
}

function Inbound({ state, region, records }: PartProps & { readonly records: RecordState }) {
  const { inbound, facility, hasFailed, asOf } = state;
  const name = facility.value?.name ?? '';
  return (
    <section class="facility-inbound" aria-labelledby="inbound-title">
      <h1 id="inbound-title">{ft('title', { name })}</h1>
      {hasFailed.value && (
        <p class="banner" role="alert">
          {ft('failed', { time: asOf.value ? formatClock(asOf.value, region.timeZone) : '–' })}
        </p>
      )}
      {inbound.value === undefined && <p class="list-note dim">{ft('loading')}</p>}
      {inbound.value?.length === 0 && <p class="list-note dim">{ft('none')}</p>}
      {inbound.value !== undefined && inbound.value.length > 0 && (
        <table class="facility-table">
          <thead>
            <tr>
              <td />
              <th>{ft('unit')}</th>
              <th>{ft('patient')}</th>
              <th>{ft('needs')}</th>
              <th>{ft('state')}</th>
              <th class="facility-expected">{ft('expected')}</th>
            </tr>
          </thead>
          <tbody>
            {inbound.value.map((one) => (
              <Fragment key={one.assignmentId}>
                <InboundRow inbound={one} timeZone={region.timeZone} />
                <ArrivalNotices
                  notices={one.notices}
                  timeZone={region.timeZone}
                  onOpen={(recordId) => void records.open(recordId)}
                />
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Said({ state, region }: PartProps) {
  const status = state.facility.value?.status;
  if (!status) return <p class="dim">{ft('notSaid')}</p>;
  return (
    <p class="dim" data-testid="facility-said">
      {ft('saidUntil', {
        time: formatClock(status.at, region.timeZone).slice(0, 5),
        name: status.setBy,
        until: formatClock(status.until, region.timeZone).slice(0, 5),
      })}
    </p>
  );
}

function Load({ state }: { state: FacilityState }) {
  return (
    <div class="segments" role="group" aria-label={ft('load')} data-part="load">
      {LOADS.map((percent) => (
        <button
          key={percent}
          type="button"
          class="segment mono"
          aria-pressed={state.loadPercent.value === percent}
          data-testid={`load-${percent}`}
          onClick={() => (state.loadPercent.value = percent)}
        >
          {percent === null ? ft('loadUnknown') : `${percent} %`}
        </button>
      ))}
    </div>
  );
}

function Waits({ state }: { state: FacilityState }) {
  return (
    <div class="form-row" data-part="wait">
      {PRIORITIES.map((priority) => (
        <label key={priority}>
          <span class="label">{priority}</span>{' '}
          <input
            class="field is-short mono"
            type="number"
            min={0}
            max={MOST_WAIT_MINUTES}
            aria-label={ft('priority', { priority })}
            value={state.waitMinutes.value[priority] ?? ''}
            onInput={(event) => {
              const { [priority]: _before, ...others } = state.waitMinutes.value;
              const { value } = event.currentTarget;
              state.waitMinutes.value = value === '' ? others : { ...others, [priority]: Number(value) };
            }}
          />
        </label>
      ))}
    </div>
  );
}

function TakingRow({ state, service }: { state: FacilityState; service: FacilityService | null }) {
  const texts = DESTINATION_TEXTS[locale.value];
  const name = service === null ? ft('whole') : texts.services[service];
  return (
    <li class="facility-taking">
      <span class={service === null ? 'strong' : ''}>{name}</span>
      <div class="segments" role="group" aria-label={name}>
        {DIVERSION_STATES.map((one) => (
          <button
            key={one}
            type="button"
            class="segment"
            aria-pressed={state.stateOf(service) === one}
            data-testid={`taking-${service ?? 'whole'}-${one}`}
            onClick={() => state.divert(service, one)}
          >
            {texts.states[one]}
          </button>
        ))}
      </div>
    </li>
  );
}

/** What a group of choices is about, and which key goes there. */
const Label = ({ text, hotkey }: { text: string; hotkey: string }) => (
  <p class="label">
    {text} <kbd>{hotkey}</kbd>
  </p>
);

function FreeBeds({ state }: { state: FacilityState }) {
  return (
    <label data-part="beds">
      <span class="label">
        {ft('freeBeds')} <kbd>B</kbd>
      </span>{' '}
      <input
        class="field is-short mono"
        type="number"
        min={0}
        value={state.freeBeds.value ?? ''}
        onInput={(event) => {
          const { value } = event.currentTarget;
          state.freeBeds.value = value === '' ? null : Number(value);
        }}
      />
    </label>
  );
}

function StatusForm({ state, region }: PartProps) {
  const facility = state.facility.value;
  if (!facility) return null;
  const failure = state.failure.value;
  return (
    <form
      class="facility-status"
      data-testid="facility-form"
      aria-labelledby="status-title"
      onSubmit={(event) => {
        event.preventDefault();
        void state.save();
      }}
    >
      <h2 id="status-title">{ft('status')}</h2>
      <Said state={state} region={region} />
      <Label text={ft('load')} hotkey="L" />
      <Load state={state} />
      <Label text={ft('wait')} hotkey="W" />
      <Waits state={state} />
      <FreeBeds state={state} />
      <Label text={ft('taking')} hotkey="T" />
      <ul data-part="taking">
        {[null, ...facility.services].map((service) => (
          <TakingRow key={service} state={state} service={service} />
        ))}
      </ul>
      <label data-part="reason">
        <span class="label">
          {ft('reason')} <kbd>R</kbd>
        </span>
        <input
          class="field"
          maxLength={200}
          value={state.reason.value}
          onInput={(event) => (state.reason.value = event.currentTarget.value)}
        />
      </label>
      <div class="form-row">
        <label data-part="until">
          <span class="label">
            {ft('until')} <kbd>U</kbd>
          </span>{' '}
          <select
            class="field is-small"
            value={state.hours.value}
            onChange={(event) => (state.hours.value = Number(event.currentTarget.value))}
          >
            {HOURS.map((hours) => (
              <option key={hours} value={hours}>
                {ft('hours', { hours })}
              </option>
            ))}
          </select>
        </label>
        <button
          type="submit"
          class="button is-primary"
          title={`${ft('save')} (Ctrl+Enter)`}
          data-testid="save-status"
          disabled={state.isSending.value}
        >
          {ft('save')} <kbd>Ctrl+Enter</kbd>
        </button>
        <span role="status" class={failure ? 'attention' : 'dim'}>
          {failure ? failureText(failure, region.timeZone) : state.isSaved.value ? ft('saved') : ''}
        </span>
      </div>
      <p class="dim">{ft('statusHint', { hours: state.hours.value })}</p>
    </form>
  );
}

interface FacilityPageProps {
  readonly session: Session;
  readonly user: UserView;
  readonly region: RegionView;
}

/** A hospital's own screen: what comes to it, and how full it is. It sees nothing else. */
export default function FacilityPage({ session, user, region }: FacilityPageProps) {
  const state = useMemo(() => new FacilityState(session, region.id), [region.id]);
  const records = useMemo(() => new RecordState(session), [region.id]);
  useEffect(() => {
    state.start();
    const stopRecords = records.start();
    const stopKeys = listenToFacilityKeys({
      save: () => void state.save(),
      closeRecord: () => {
        const isOpen = records.isShown();
        records.close();
        return isOpen;
      },
    });
    return () => {
      stopKeys();
      state.stop();
      stopRecords();
    };
  }, [state]);
  return (
    <div class="facility-page" data-testid="facility-page">
      <header class="top-bar">
        <p class="brand">
          <span class="brand-mark" aria-hidden="true" />
          Akut
        </p>
        <p class="region-name cut">{region.name}</p>
        <div class="top-bar-end">
          <button
            type="button"
            class="button is-small is-plain"
            data-testid="facility-keys"
            title={`${ft('help')} (?)`}
            aria-label={ft('help')}
            onClick={() => (isFacilityHelpShown.value = true)}
          >
            ?
          </button>
          <Preferences />
          <span class="dim">{user.displayName}</span>
          <button
            type="button"
            class="button is-small"
            data-testid="sign-out"
            onClick={() => void session.signOut()}
          >
            {ft('signOut')}
          </button>
        </div>
      </header>
      {state.isUnknown.value ? (
        <p class="list-note attention">{ft('noFacility')}</p>
      ) : (
        <main class="facility-main">
          <Inbound state={state} region={region} records={records} />
          <StatusForm state={state} region={region} />
        </main>
      )}
      <RecordPanel state={records} timeZone={region.timeZone} />
      <FacilityHelp />
    </div>
  );
}
