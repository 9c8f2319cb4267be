import type { SupervisionFigures, SupervisionLive } from '#contracts';
import { formatClock, formatDay, formatTravel, locale } from '#ui';
import { useMemo } from 'preact/hooks';
import { Chart } from './chart.tsx';
import { s } from './text.ts';

const seconds = (at: string): number => Date.parse(at) / 1000;
const TRAVEL_STEPS = [15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];
const COUNT_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const SHARE_STEPS = [0.05, 0.1, 0.25, 0.5];

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** How response times, the number of incidents and utilisation went. */
export function Charts({
  figures,
  live,
}: {
  figures: SupervisionFigures;
  live: SupervisionLive | undefined;
}) {
  const { timeZone, step } = figures;
  const clock = (at: number): string => formatClock(at * 1000, timeZone).slice(0, 5);
  const timeText = (at: number): string =>
    step === 'hour' ? clock(at) : formatDay(at * 1000, timeZone, locale.value);
  const data = useMemo(() => {
    const { points } = figures;
    return {
      times: points.map(({ startAt }) => seconds(startAt)),
      response: [
        { label: 'p50', color: '--accent', values: points.map(({ response }) => response.p50Seconds) },
        {
          label: 'p90',
          color: '--status-onscene',
          values: points.map(({ response }) => response.p90Seconds),
        },
      ],
      incidents: [
        {
          label: s('incidents'),
          color: '--status-transport',
          values: points.map(({ incidents }) => incidents),
          isBars: true,
        },
      ],
    };
  }, [figures, locale.value]);
  const busy = useMemo(() => {
    const hours = live?.utilisation.hours ?? [];
    const values = hours.map(({ share }) => share);
    return {
      times: hours.map(({ startAt }) => seconds(startAt)),
      lines: [{ label: s('utilisation'), color: '--status-available', values, isBars: true }],
    };
  }, [live, locale.value]);
  return (
    <div class="sup-charts">
      <Chart
        title={s('chartResponse')}
        times={data.times}
        lines={data.response}
        timeText={timeText}
        valueText={formatTravel}
        valueSteps={TRAVEL_STEPS}
      />
      <Chart
        title={s('chartIncidents')}
        times={data.times}
        lines={data.incidents}
        timeText={timeText}
        valueText={String}
        valueSteps={COUNT_STEPS}
      />
      {live && (
        <Chart
          title={s('chartUtilisation')}
          times={busy.times}
          lines={busy.lines}
          timeText={clock}
          valueText={percent}
          valueSteps={SHARE_STEPS}
        />
      )}
    </div>
  );
}
