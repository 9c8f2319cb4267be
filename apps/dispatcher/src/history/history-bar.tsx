import { formatClock, formatDay, locale } from '#ui';
import { useComputed, useSignal } from '@preact/signals';
import type { HistoryMode, Span, Speed } from './history-mode.ts';
import { th } from './history-texts.ts';
import { readTyped, zonedText } from './zoned-time.ts';

const SPEEDS: readonly Speed[] = [1, 10, 60];
const SPANS: readonly Span[] = [1, 8, 24];
const STEPS = [
  { seconds: -300, key: '⇧ ←', text: 'stepBackLarge', sign: '−5 min' },
  { seconds: -10, key: '←', text: 'stepBack', sign: '−10 s' },
  { seconds: 10, key: '→', text: 'stepOn', sign: '+10 s' },
  { seconds: 300, key: '⇧ →', text: 'stepOnLarge', sign: '+5 min' },
] as const;

/** The instant as a field: typing a time of day, with or without a date, goes there. */
function TimeField({ mode }: { mode: HistoryMode }) {
  const { timeZone } = mode.live.region;
  const typed = useSignal<string | undefined>(undefined);
  const isWrong = useSignal(false);
  const shown = useComputed(() => typed.value ?? zonedText(mode.at.value, timeZone));
  return (
    <form
      class="history-time"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.value === undefined) return;
        const at = readTyped(typed.value, timeZone, mode.at.value, mode.live.clock.now());
        isWrong.value = at === undefined;
        if (at === undefined) return;
        typed.value = undefined;
        mode.go(at);
      }}
    >
      <input
        class={`field mono ${isWrong.value ? 'is-wrong' : ''}`}
        aria-label={th('time', { zone: timeZone })}
        aria-invalid={isWrong.value}
        title={isWrong.value ? th('timeWrong') : th('time', { zone: timeZone })}
        data-testid="history-time"
        value={shown}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          isWrong.value = false;
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed.value === undefined) return;
          event.stopPropagation();
          event.preventDefault();
          typed.value = undefined;
          isWrong.value = false;
        }}
      />
    </form>
  );
}

function Slider({ mode }: { mode: HistoryMode }) {
  const { timeZone } = mode.live.region;
  const label = useComputed(
    () => `${formatDay(mode.at.value, timeZone, locale.value)} ${formatClock(mode.at.value, timeZone)}`,
  );
  return (
    <div class="history-slide">
      <span class="mono dim">{formatClock(mode.from.value, timeZone).slice(0, 5)}</span>
      <input
        type="range"
        class="history-slider"
        aria-label={th('slider')}
        aria-valuetext={label}
        title={th('slider')}
        data-testid="history-slider"
        min={Math.floor(mode.from.value / 1000)}
        max={Math.floor(mode.until.value / 1000)}
        step={1}
        value={Math.floor(mode.at.value / 1000)}
        onInput={(event) => mode.go(Number(event.currentTarget.value) * 1000)}
        onKeyDown={(event) => {
          // Its own keys would move it by one second, or by a tenth of the span.
          if (mode.onKey(event)) {
            event.preventDefault();
            event.stopPropagation();
          }
        }}
      />
      <span class="mono dim">{formatClock(mode.until.value, timeZone).slice(0, 5)}</span>
    </div>
  );
}

/** Where in the past the desk stands, and how to move there; says plainly that this is not now. */
export function HistoryBar({ mode }: { mode: HistoryMode }) {
  const { timeZone } = mode.live.region;
  const state = mode.state.value;
  return (
    <section class="history-bar" aria-label={th('title')} data-testid="history-bar" data-state={state}>
      <p class="history-sign">
        <b>{th('title')}</b>{' '}
        <span class="history-day">{formatDay(mode.at.value, timeZone, locale.value)}</span>
      </p>
      <TimeField mode={mode} />
      <div class="history-buttons">
        {STEPS.slice(0, 2).map((one) => (
          <StepButton mode={mode} {...one} />
        ))}
        {SPEEDS.map((speed, index) => (
          <button
            key={speed}
            type="button"
            class="button is-small"
            aria-pressed={mode.speed.value === speed}
            title={`${th('play', { speed })} (${index + 1})`}
            aria-label={th('play', { speed })}
            data-testid={`history-play-${speed}`}
            onClick={() => mode.play(speed)}
          >
            {mode.speed.value === speed ? '❚❚' : '▶'} {speed}×
          </button>
        ))}
        {STEPS.slice(2).map((one) => (
          <StepButton mode={mode} {...one} />
        ))}
      </div>
      <Slider mode={mode} />
      <div class="history-buttons">
        {SPANS.map((span) => (
          <button
            key={span}
            type="button"
            class="button is-small"
            aria-pressed={mode.span.value === span}
            title={th('span', { hours: span })}
            onClick={() => mode.setSpan(span)}
          >
            {span} h
          </button>
        ))}
      </div>
      <span class="history-state" role="status">
        {state === 'failed'
          ? `${th('failed')} ${mode.failure.value}`
          : state === 'loading'
            ? th('loading')
            : ''}
      </span>
      <button
        type="button"
        class="button is-small history-back"
        data-testid="history-close"
        onClick={() => mode.close()}
      >
        {th('back')} <kbd>Esc</kbd>
      </button>
    </section>
  );
}

function StepButton({
  mode,
  seconds,
  key: _key,
  text,
  sign,
}: {
  mode: HistoryMode;
  seconds: number;
  key?: string;
  text: 'stepBackLarge' | 'stepBack' | 'stepOn' | 'stepOnLarge';
  sign: string;
}) {
  const keys = STEPS.find((one) => one.seconds === seconds)!.key;
  return (
    <button
      type="button"
      class="button is-small"
      aria-label={th(text)}
      title={`${th(text)} (${keys})`}
      onClick={() => mode.step(seconds)}
    >
      {sign}
    </button>
  );
}
