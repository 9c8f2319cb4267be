import type { IncidentTimeline, IncidentView, TimelineEntry } from '#contracts';
import { sayChange, sayTimeline, TIMELINE_TEXTS, type TimelineWords } from '#contracts/timeline-texts.ts';
import type { AssignmentStatus, IncidentCategory, IncidentOutcome } from '#domain';
import { categoryWord, formatClock, formatDay, formatDuration, locale, outcomeWord, stepWord } from '#ui';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { failureText } from '../api/refusal-text.ts';
import { useDesk, type Desk } from '../desk/desk.ts';
import { downloadReport } from './download-report.ts';
import { th } from './history-texts.ts';
import { printIncidentView } from './print-views.ts';
import '../styles/history.css';

const wordsOf = (timeZone: string): TimelineWords => ({
  step: (code) => stepWord(code as AssignmentStatus),
  category: (code) => categoryWord(code as IncidentCategory),
  outcome: (code) => outcomeWord(code as IncidentOutcome),
  clock: (instant) => formatClock(instant, timeZone),
  duration: formatDuration,
});

function Entry({ entry, timeZone }: { entry: TimelineEntry; timeZone: string }) {
  const words = wordsOf(timeZone);
  const language = locale.value;
  return (
    <li class={`timeline-entry ${entry.kind === 'alarmRaised' ? 'is-attention' : ''}`} data-kind={entry.kind}>
      <time class="mono">{formatClock(entry.at, timeZone)}</time>
      <div>
        <p class="timeline-sentence">
          {sayTimeline(language, entry, words)}{' '}
          <span class="dim">{entry.actorName ?? TIMELINE_TEXTS[language].system}</span>
        </p>
        {entry.changes.map((change) => {
          const { field, before, after } = sayChange(language, change, words);
          return (
            <p key={change.field} class="timeline-change">
              <span class="dim">{field}:</span> <bdi>{before}</bdi> → <bdi>{after}</bdi>
            </p>
          );
        })}
        {entry.text !== null && entry.text !== '' && (
          <p class="timeline-text">
            <bdi>{entry.text}</bdi>
          </p>
        )}
      </div>
    </li>
  );
}

type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'ready'; readonly timeline: IncidentTimeline };

/** Entries until the instant that the desk shows. */
function entriesShown({ isPast, clock }: Desk, timeline: IncidentTimeline): readonly TimelineEntry[] {
  if (!isPast) return timeline.entries;
  const until = clock.second.value + 1000;
  return timeline.entries.filter(({ at }) => Date.parse(at) < until);
}

function Entries({ desk, timeline }: { desk: Desk; timeline: IncidentTimeline }) {
  const { timeZone } = desk.region;
  const entries = entriesShown(desk, timeline);
  if (entries.length === 0) return <p class="dim timeline-note">{th('timelineEmpty')}</p>;
  let day = '';
  return (
    <ol class="timeline" data-testid="timeline">
      {entries.flatMap((entry, index) => {
        const entryDay = formatDay(entry.at, timeZone, locale.value);
        const isNewDay = entryDay !== day;
        day = entryDay;
        const row = <Entry key={index} entry={entry} timeZone={timeZone} />;
        return isNewDay
          ? [
              <li key={`day ${index}`} class="timeline-day dim">
                {entryDay}
              </li>,
              row,
            ]
          : [row];
      })}
    </ol>
  );
}

/** Everything that happened with an incident, in order, and its print. It follows the incident as rows come in. */
export function TimelineView({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  const state = useSignal<Loaded>({ kind: 'loading' });
  const pdf = useSignal<'idle' | 'saving' | 'failed'>('idle');
  const load = async (): Promise<void> => {
    const answer = await desk.session.call('getTimeline', { params: { incidentId: incident.id } });
    if (answer.kind === 'aborted') return;
    if (answer.kind === 'ok') state.value = { kind: 'ready', timeline: answer.value };
    else if (state.peek().kind !== 'ready')
      state.value = { kind: 'failed', text: failureText(answer, desk.region.timeZone) };
  };
  const remarks = desk.detail.remarks.value.length;
  // In the past it is read once and cut where the clock stands.
  const version = desk.isPast ? 0 : incident;
  useEffect(() => void load(), [incident.id, version, desk.isPast ? 0 : remarks]);
  const save = async (): Promise<void> => {
    pdf.value = 'saving';
    pdf.value = (await downloadReport(desk, incident)) ? 'idle' : 'failed';
  };
  const { value } = state;
  return (
    <section
      class="timeline-view"
      aria-label={th('timeline')}
      data-testid="timeline-view"
      data-state={value.kind}
    >
      <header class="timeline-head">
        <h3>{th('timeline')}</h3>
        {value.kind === 'ready' && (
          <span class="dim">{th('entries', { count: entriesShown(desk, value.timeline).length })}</span>
        )}
        <span class="timeline-acts">
          <button
            type="button"
            class="button is-small"
            title={`${th('printTitle')} (Ctrl P)`}
            data-testid="print-incident"
            onClick={() => printIncidentView(desk)}
          >
            {th('print')}
          </button>
          <button
            type="button"
            class="button is-small"
            title={th('pdfTitle')}
            data-testid="download-pdf"
            disabled={pdf.value === 'saving'}
            onClick={() => void save()}
          >
            {pdf.value === 'saving' ? th('pdfSaving') : th('pdf')}
          </button>
        </span>
      </header>
      {pdf.value === 'failed' && <p class="attention timeline-note">{th('pdfFailed')}</p>}
      {value.kind === 'loading' && <p class="dim timeline-note">{th('timelineLoading')}</p>}
      {value.kind === 'failed' && (
        <p class="timeline-note">
          {value.text}{' '}
          <button type="button" class="link" onClick={() => void load()}>
            {th('retry')}
          </button>
        </p>
      )}
      {value.kind === 'ready' && <Entries desk={desk} timeline={value.timeline} />}
    </section>
  );
}
