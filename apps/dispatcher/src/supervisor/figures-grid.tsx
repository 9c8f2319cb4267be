import type {
  FigureGroup,
  SectorView,
  StandardFigures,
  StandardOutcome,
  SupervisionFigures,
} from '#contracts';
import { PRIORITIES } from '#domain';
import { formatTravel, locale } from '#ui';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { s } from './text.ts';

const COLUMNS = [
  'callToDispatch',
  'turnout',
  'travel',
  'response',
  'onScene',
  'transport',
  'turnaround',
] as const;
type Source = 'pressed' | 'geofenced';

const timeText = (seconds: number | null): string => (seconds === null ? s('none') : formatTravel(seconds));

function Cell({
  group,
  column,
  source,
}: {
  group: FigureGroup;
  column: (typeof COLUMNS)[number];
  source: Source;
}) {
  const { measured, unmeasured, open, calledOff, p50Seconds, p90Seconds } = group.intervals[column][source];
  const [p50, p90] = [timeText(p50Seconds), timeText(p90Seconds)];
  return (
    <td
      class="mono sup-pair"
      data-column={column}
      title={s('cellTitle', { p50, p90, measured, unmeasured, open, calledOff })}
    >
      <span class={measured === 0 ? 'dim' : ''}>{p50}</span>
      <b class={measured === 0 ? 'dim' : ''}>{p90}</b>
      <span class="dim">{measured}</span>
    </td>
  );
}

interface GridProps {
  readonly caption: string;
  readonly rows: readonly { readonly key: string; readonly label: string; readonly group: FigureGroup }[];
  readonly source: Source;
  readonly children?: ComponentChildren;
}

function Grid({ caption, rows, source, children }: GridProps) {
  return (
    <section class="sup-block" aria-label={caption}>
      <header class="sup-head">
        <h2>{caption}</h2>
        {children}
      </header>
      <div class="sup-scroll">
        <table class="sup-table sup-figures">
          <thead>
            <tr>
              <td />
              <th scope="col" class="is-number">
                {s('incidents')}
              </th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" title={column === 'response' ? s('responseTitle') : undefined}>
                  {s(column)}
                  <span class="dim sup-pair" aria-hidden="true">
                    <span>p50</span>
                    <span>p90</span>
                    <span>n</span>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, group }) => (
              <tr key={key} data-testid="figure-row" data-key={key}>
                <th scope="row">{label}</th>
                <td class="mono is-number">{group.incidents}</td>
                {COLUMNS.map((column) => (
                  <Cell key={column} group={group} column={column} source={source} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const areaKey = ({ area }: FigureGroup): string => (area.kind === 'sector' ? area.sectorId : area.kind);

function areaLabel(group: FigureGroup, sectors: readonly SectorView[]): string {
  const { area } = group;
  if (area.kind === 'all') return s('allAreas');
  if (area.kind === 'none') return s('noArea');
  return sectors.find(({ id }) => id === area.sectorId)?.name ?? s('none');
}

const priorityLabel = (priority: number | null): string =>
  priority === null ? s('allPriorities') : s('priority', { priority });

/** Response times by priority (in one area or all) and by area (of one priority or all). */
export function FiguresGrids({
  figures,
  sectors,
  source,
}: {
  figures: SupervisionFigures;
  sectors: readonly SectorView[];
  source: Source;
}) {
  const area = useSignal('all');
  const priority = useSignal<number | null>(null);
  const ofPriority = (wanted: number | null): readonly FigureGroup[] =>
    figures.groups.filter((group) => group.priority === wanted);
  const areas = ofPriority(null);
  const inArea = [null, ...PRIORITIES].flatMap(
    (one) => ofPriority(one).find((group) => areaKey(group) === area.value) ?? [],
  );
  const { training, duplicate, cancelled } = areas[0]!.excluded;
  return (
    <>
      <Grid
        caption={s('byPriority')}
        source={source}
        rows={inArea.map((group) => ({
          key: `p${group.priority ?? 'all'}`,
          label: priorityLabel(group.priority),
          group,
        }))}
      >
        <select
          class="field is-small"
          aria-label={s('area')}
          value={area.value}
          onChange={(event) => (area.value = event.currentTarget.value)}
        >
          {areas.map((group) => (
            <option key={areaKey(group)} value={areaKey(group)}>
              {areaLabel(group, sectors)}
            </option>
          ))}
        </select>
        <p class="dim sup-excluded" data-testid="excluded">
          {s('excluded', { training, duplicate, cancelled })}
        </p>
      </Grid>
      <Grid
        caption={s('byArea')}
        source={source}
        rows={ofPriority(priority.value)
          .filter(({ area: one }) => one.kind !== 'all')
          .map((group) => ({ key: areaKey(group), label: areaLabel(group, sectors), group }))}
      >
        <select
          class="field is-small"
          aria-label={s('allPriorities')}
          value={priority.value === null ? '' : String(priority.value)}
          onChange={({ currentTarget: { value } }) => (priority.value = value === '' ? null : Number(value))}
        >
          {[null, ...PRIORITIES].map((one) => (
            <option key={String(one)} value={one === null ? '' : String(one)}>
              {priorityLabel(one)}
            </option>
          ))}
        </select>
      </Grid>
    </>
  );
}

const percent = (share: number): string =>
  new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 1 }).format(share);

function standardLabel({ statistic, limitSeconds }: StandardFigures): string {
  return statistic === 'share' ? s('share', { limit: formatTravel(limitSeconds) }) : s(statistic);
}

function Verdict({ outcome }: { outcome: StandardOutcome }) {
  if (outcome.isMet === null) return <span class="dim">{s('nothingMeasured')}</span>;
  return <span class={outcome.isMet ? 'ok' : 'attention'}>{outcome.isMet ? s('met') : s('notMet')}</span>;
}

function StandardRow({ standard, source }: { standard: StandardFigures; source: Source }) {
  const outcome = standard[source];
  const isShare = standard.statistic === 'share';
  const value =
    outcome.value === null ? s('none') : isShare ? percent(outcome.value) : timeText(outcome.value);
  const limit =
    isShare && standard.requiredShare !== null
      ? `≥ ${percent(standard.requiredShare)}`
      : `≤ ${formatTravel(standard.limitSeconds)}`;
  const leftOut = Object.values(outcome.excluded).reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const { notStarted, notStopped, stoppedBeforeStart } = outcome.unmeasured;
  return (
    <tr data-testid="standard-row">
      <th scope="row">
        {standardLabel(standard)} <span class="dim">P{standard.priorities.join(', P')}</span>
      </th>
      <td class="mono is-number">{limit}</td>
      <td class="mono is-number">
        <b>{value}</b>
      </td>
      <td>
        <Verdict outcome={outcome} />
      </td>
      <td class="mono is-number">
        {outcome.withinLimit} / {outcome.measured}
      </td>
      <td class="mono is-number">{notStarted + notStopped + stoppedBeforeStart}</td>
      <td class="mono is-number">{leftOut}</td>
    </tr>
  );
}

/** The region's standards in force, each with its limit beside what was reached. */
export function Standards({ figures, source }: { figures: SupervisionFigures; source: Source }) {
  return (
    <section class="sup-block" aria-label={s('standards')}>
      <header class="sup-head">
        <h2>{s('standards')}</h2>
      </header>
      {figures.standards.length === 0 ? (
        <p class="sup-note dim">{s('noStandards')}</p>
      ) : (
        <table class="sup-table">
          <thead>
            <tr>
              <th scope="col">{s('standard')}</th>
              {(['limit', 'value'] as const).map((key) => (
                <th key={key} scope="col" class="is-number">
                  {s(key)}
                </th>
              ))}
              <td />
              {(['counted', 'unmeasured', 'leftOut'] as const).map((key) => (
                <th key={key} scope="col" class="is-number">
                  {s(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.standards.map((standard) => (
              <StandardRow key={standard.standardId} standard={standard} source={source} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
