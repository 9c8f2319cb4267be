import { formatClock } from '#ui';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk.ts';
import { Charts } from './charts.tsx';
import { FiguresGrids, Standards } from './figures-grid.tsx';
import { LiveTables } from './live-tables.tsx';
import './sectors.css';
import './supervisor.css';
import { toggleSupervisor } from './supervisor-route.ts';
import { type PeriodName, SupervisorState } from './supervisor-state.ts';
import { s } from './text.ts';

const PERIODS = ['today', 'last24Hours', 'last7Days', 'range'] as const satisfies readonly PeriodName[];
const LONGEST_MS = 31 * 86_400_000;

/** Beginning and end, in the time of this machine. */
function RangeForm({ state }: { state: SupervisorState }) {
  const from = useSignal('');
  const to = useSignal('');
  const isWrong = useSignal(false);
  const show = (event: Event): void => {
    event.preventDefault();
    const [start, end] = [new Date(from.value), new Date(to.value)];
    const length = end.getTime() - start.getTime();
    isWrong.value = !(length > 0 && length <= LONGEST_MS);
    if (!isWrong.value) state.choose({ period: 'range', from: start.toISOString(), to: end.toISOString() });
  };
  return (
    <form class="sup-range" onSubmit={show}>
      {(
        [
          ['from', from],
          ['to', to],
        ] as const
      ).map(([key, value]) => (
        <input
          key={key}
          type="datetime-local"
          class="field is-small"
          aria-label={s(key)}
          required
          value={value.value}
          onInput={(event) => (value.value = event.currentTarget.value)}
        />
      ))}
      <button type="submit" class="button is-small">
        {s('show')}
      </button>
      {isWrong.value && (
        <span class="field-error" role="alert">
          {s('rangeWrong')}
        </span>
      )}
    </form>
  );
}

function Tools({
  state,
  isRange,
  onPeriod,
}: {
  state: SupervisorState;
  isRange: boolean;
  onPeriod: (period: PeriodName) => void;
}) {
  const hasFailed = useSignal(false);
  const save = async (): Promise<void> => {
    hasFailed.value = !(await state.save());
  };
  return (
    <>
      <div class="sup-segments" role="group" aria-label={s('period')}>
        {PERIODS.map((period) => (
          <button
            key={period}
            type="button"
            class="button is-small"
            data-testid={`period-${period}`}
            aria-pressed={isRange ? period === 'range' : state.period.value.period === period}
            onClick={() => onPeriod(period)}
          >
            {s(period)}
          </button>
        ))}
      </div>
      {isRange && <RangeForm state={state} />}
      <button
        type="button"
        class="button is-small"
        title={s('csvTitle')}
        data-testid="save-csv"
        onClick={() => void save()}
      >
        {s('csv')}
      </button>
      {hasFailed.value && (
        <span class="field-error" role="alert">
          {s('csvFailed')}
        </span>
      )}
    </>
  );
}

function Figures({ state, source }: { state: SupervisorState; source: 'pressed' | 'geofenced' }) {
  const desk = useDesk();
  const { figures, live, failure } = state;
  if (figures.value) {
    return (
      <>
        <Standards figures={figures.value} source={source} />
        <FiguresGrids figures={figures.value} sectors={desk.sectors.all.value} source={source} />
        <Charts figures={figures.value} live={live.value} />
      </>
    );
  }
  if (failure.value === '')
    return (
      <p class="empty dim" role="status">
        {s('loading')}
      </p>
    );
  return (
    <div class="empty" role="alert">
      <p>{s('failed', { why: failure.value })}</p>
      <button type="button" class="button" onClick={() => void state.readFigures()}>
        {s('retry')}
      </button>
    </div>
  );
}

/** Figures of responses against the standards, and what goes on now. */
export default function SupervisorPage() {
  const desk = useDesk();
  const state = useMemo(() => new SupervisorState(desk), [desk]);
  const source = useSignal<'pressed' | 'geofenced'>('pressed');
  const isRange = useSignal(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    state.start();
    heading.current?.focus();
    return () => state.stop();
  }, [state]);
  const onPeriod = (period: PeriodName): void => {
    isRange.value = period === 'range';
    if (period !== 'range') state.choose({ period });
  };
  const { live, failure, figures } = state;
  const asOf = live.value && formatClock(live.value.at, desk.region.timeZone);
  return (
    <main class="supervisor" data-testid="supervisor">
      <header class="sup-bar">
        <h1 ref={heading} tabIndex={-1}>
          {s('title')}
        </h1>
        <Tools state={state} isRange={isRange.value} onPeriod={onPeriod} />
        <div class="sup-segments" role="group" aria-label={s('source')}>
          {(['pressed', 'geofenced'] as const).map((one) => (
            <button
              key={one}
              type="button"
              class="button is-small"
              aria-pressed={source.value === one}
              onClick={() => (source.value = one)}
            >
              {s(one)}
            </button>
          ))}
        </div>
        <span class="sup-asof dim">{asOf && failure.value === '' && s('asOf', { time: asOf })}</span>
        <button
          type="button"
          class="button is-small"
          data-testid="supervisor-back"
          onClick={toggleSupervisor}
        >
          {s('back')} <kbd>F10</kbd>
        </button>
      </header>
      {failure.value !== '' && figures.value && asOf && (
        <p class="banner sup-stale" role="alert">
          {s('stale', { time: asOf })}
        </p>
      )}
      <div class="sup-columns">
        <div class="sup-figures-column">
          <Figures state={state} source={source.value} />
        </div>
        {live.value && <LiveTables live={live.value} />}
      </div>
    </main>
  );
}
