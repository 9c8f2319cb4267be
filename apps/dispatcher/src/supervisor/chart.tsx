import { theme, tokenColor } from '#ui';
import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { s } from './text.ts';

export interface ChartLine {
  readonly label: string;
  /** A colour token, such as `--accent`. */
  readonly color: string;
  readonly values: readonly (number | null)[];
  readonly isBars?: boolean;
}

interface ChartProps {
  readonly title: string;
  /** Seconds of the epoch. */
  readonly times: readonly number[];
  readonly lines: readonly ChartLine[];
  readonly timeText: (seconds: number) => string;
  readonly valueText: (value: number) => string;
  /** Distances that lines of the grid may have, smallest first. */
  readonly valueSteps: readonly number[];
}

const HOUR = 3600;
const TIME_STEPS = [1, 2, 3, 6, 12, 24, 48, 96, 168].map((hours) => hours * HOUR);

const HEIGHT = 170;

function optionsOf(
  { times, lines, timeText, valueText, valueSteps }: ChartProps,
  width: number,
): uPlot.Options {
  const dim = tokenColor('--dim');
  const margin = times.length > 1 ? (times.at(-1)! - times[0]!) / (times.length - 1) / 2 : HOUR / 2;
  const grid = { stroke: tokenColor('--line'), width: 1 };
  const font = `11px ${tokenColor('--font-sans')}`;
  const axis = { stroke: dim, grid, ticks: { ...grid, size: 4 }, font };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      // Half a step on either side, so that bars at the ends are whole.
      x: { time: false, range: (_chart, first, last) => [first - margin, last + margin] },
      y: { range: (_chart, _least, most) => [0, Math.max(most * 1.1, 1e-9)] },
    },
    axes: [
      { ...axis, size: 26, incrs: TIME_STEPS, values: (_chart, splits) => splits.map(timeText) },
      { ...axis, size: 48, incrs: [...valueSteps], values: (_chart, splits) => splits.map(valueText) },
    ],
    series: [
      {},
      ...lines.map(({ label, color, isBars }) => ({
        label,
        stroke: tokenColor(color),
        width: 2,
        points: { show: !isBars, size: 5, fill: tokenColor(color) },
        ...(isBars && { fill: tokenColor(color), paths: uPlot.paths.bars!({ size: [0.7, 40] }) }),
      })),
    ],
  };
}

/** A drawing of values over time, with the same values in a table for those who do not see it. */
export function Chart(props: ChartProps) {
  const { title, times, lines, timeText, valueText } = props;
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | undefined>(undefined);
  const draw = (): void => {
    const { current } = box;
    chart.current?.destroy();
    if (!current) return;
    const data: uPlot.AlignedData = [[...times], ...lines.map(({ values }) => [...values])];
    chart.current = new uPlot(optionsOf(props, current.clientWidth), data, current);
  };
  useSignalEffect(() => {
    // Colours are those of the theme.
    void theme.value;
    draw();
  });
  useEffect(draw, [times, lines]);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) =>
      chart.current?.setSize({ width: entry!.contentRect.width, height: HEIGHT }),
    );
    if (box.current) watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      chart.current?.destroy();
    };
  }, []);
  return (
    <figure class="sup-chart">
      <figcaption>
        {title}
        {lines.length > 1 &&
          lines.map(({ label, color }) => (
            <span key={label} class="sup-key">
              <svg viewBox="0 0 14 4" width="14" height="4" aria-hidden="true">
                <path d="M0 2h14" stroke={`var(${color})`} stroke-width="3" />
              </svg>
              {label}
            </span>
          ))}
      </figcaption>
      <div ref={box} class="sup-canvas" aria-hidden="true" />
      <details>
        <summary>{s('table')}</summary>
        <table class="sup-table">
          <caption class="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{s('time')}</th>
              {lines.map(({ label }) => (
                <th key={label} scope="col" class="is-number">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {times.map((time, index) => (
              <tr key={time}>
                <th scope="row" class="mono">
                  {timeText(time)}
                </th>
                {lines.map(({ label, values }) => (
                  <td key={label} class="mono is-number">
                    {values[index] === null || values[index] === undefined
                      ? s('none')
                      : valueText(values[index])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
