import type { ClosureView } from '#contracts';
import { formatClock, formatDay, formatDistance, locale } from '#ui';
import { useEffect } from 'preact/hooks';
import { followDrawing, liftClosure, saveClosure } from '../desk/closure-actions.ts';
import { CLOSURE_HOURS, SHAPE_TYPES } from '../desk/closure-draft.ts';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';

function untilText(closure: ClosureView, timeZone: string): string {
  const clock = (instant: string) =>
    `${formatDay(instant, timeZone, locale.value)} ${formatClock(instant, timeZone).slice(0, 5)}`;
  if (closure.state === 'planned') return t('closure.from', { time: clock(closure.startsAt) });
  return closure.endsAt ? t('closure.until', { time: clock(closure.endsAt) }) : t('closure.untilLifted');
}

function kindText({ kind, timeFactor, emergencyMayPass }: ClosureView): string {
  if (kind === 'slow') return t('closure.slowBy', { factor: timeFactor ?? 1 });
  return t(emergencyMayPass ? 'closure.emergencyOnly' : 'closure.closed');
}

function ClosureRow({ closure }: { closure: ClosureView }) {
  const desk = useDesk();
  const { region } = desk;
  const [first] = closure.coordinates[0] ?? [];
  const names = closure.roadNames.join(', ');
  return (
    <li class="closure-row" data-testid="closure" data-kind={closure.kind}>
      <button
        type="button"
        class="attention-text"
        disabled={first === undefined}
        onClick={() => first && desk.showOnMap(first)}
      >
        <b>{names === '' ? t('closure.unnamedRoad') : names}</b>{' '}
        <span class="dim">{formatDistance(closure.lengthMeters, locale.value)}</span>
      </button>
      <span class={closure.state === 'inForce' ? 'attention' : 'dim'}>{kindText(closure)}</span>
      <span class="dim cut">
        {untilText(closure, region.timeZone)}
        {closure.reason !== '' && ` · ${closure.reason}`}
      </span>
      {closure.regionId === region.id ? (
        <button
          type="button"
          class="button is-small"
          data-testid="lift-closure"
          disabled={desk.isReadOnly.value}
          onClick={() => void liftClosure(desk, closure)}
        >
          {t('closure.lift')}
        </button>
      ) : (
        <span class="dim">{t('closure.ofNeighbour')}</span>
      )}
    </li>
  );
}

function ClosureRows() {
  const { store } = useDesk();
  const closures = [...store.lists.value.closures.values()];
  if (closures.length === 0) return <p class="list-note dim">{t('closure.none')}</p>;
  return (
    <ul class="closure-rows">
      {closures.map((closure) => (
        <ClosureRow key={closure.id} closure={closure} />
      ))}
    </ul>
  );
}

function Segments<Value extends string>({
  label,
  values,
  value,
  onChoose,
  textOf,
}: {
  readonly label: string;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  readonly textOf: (value: Value) => string;
}) {
  return (
    <div class="segments" role="group" aria-label={label}>
      {values.map((one) => (
        <button
          key={one}
          type="button"
          class="segment"
          aria-pressed={one === value}
          data-testid={`closure-${one}`}
          onClick={() => onChoose(one)}
        >
          {textOf(one)}
        </button>
      ))}
    </div>
  );
}

function WhatItMeans() {
  const { closures } = useDesk();
  const preview = closures.preview.value;
  const failure = closures.failure.value;
  if (failure !== '') return <p class="attention">{failure}</p>;
  if (!preview) return <p class="dim">{t(`closure.hint.${closures.type.value}`)}</p>;
  const length = formatDistance(preview.lengthMeters, locale.value);
  const names = preview.roadNames.join(', ');
  return (
    <p data-testid="closure-preview" role="status">
      <b>{names === '' ? t('closure.unnamedRoad') : names}</b>{' '}
      <span class="dim">{t('closure.stretches', { count: preview.edgeCount, length })}</span>
    </p>
  );
}

function Effect() {
  const { closures } = useDesk();
  return (
    <div class="form-row">
      <Segments
        label={t('closure.effect')}
        values={['closed', 'slow'] as const}
        value={closures.kind.value}
        onChoose={(kind) => (closures.kind.value = kind)}
        textOf={(kind) => t(kind === 'closed' ? 'closure.closed' : 'closure.slow')}
      />
      {closures.kind.value === 'slow' ? (
        <label>
          <span class="label">{t('closure.factor')}</span>{' '}
          <input
            class="field is-short"
            type="number"
            min={1.1}
            max={100}
            step={0.1}
            value={closures.timeFactor.value}
            onInput={(event) => (closures.timeFactor.value = Number(event.currentTarget.value))}
          />
        </label>
      ) : (
        <label class="check">
          <input
            type="checkbox"
            checked={closures.emergencyMayPass.value}
            onChange={(event) => (closures.emergencyMayPass.value = event.currentTarget.checked)}
          />{' '}
          {t('closure.mayPass')}
        </label>
      )}
      {closures.type.value === 'line' && (
        <label class="check">
          <input
            type="checkbox"
            checked={closures.isOneWay.value}
            onChange={(event) => (closures.isOneWay.value = event.currentTarget.checked)}
          />{' '}
          {t('closure.oneWay')}
        </label>
      )}
    </div>
  );
}

function DrawForm() {
  const desk = useDesk();
  const { closures } = desk;
  return (
    <form
      class="closure-form"
      data-testid="closure-form"
      onSubmit={(event) => {
        event.preventDefault();
        void saveClosure(desk);
      }}
    >
      <Segments
        label={t('closure.shape')}
        values={SHAPE_TYPES}
        value={closures.type.value}
        onChoose={(type) => closures.begin(type)}
        textOf={(type) => t(`closure.shape.${type}`)}
      />
      <WhatItMeans />
      <Effect />
      <div class="form-row">
        <label>
          <span class="label">{t('closure.for')}</span>{' '}
          <select
            class="field is-small"
            value={closures.hours.value}
            onChange={(event) => (closures.hours.value = Number(event.currentTarget.value))}
          >
            {CLOSURE_HOURS.map((hours) => (
              <option key={hours} value={hours}>
                {hours === 0 ? t('closure.untilLifted') : t('closure.hours', { hours })}
              </option>
            ))}
          </select>
        </label>
        <label class="is-growing">
          <span class="label">{t('closure.reason')}</span>{' '}
          <input
            class="field"
            maxLength={500}
            value={closures.reason.value}
            onInput={(event) => (closures.reason.value = event.currentTarget.value)}
          />
        </label>
      </div>
      <div class="form-foot">
        <button
          type="submit"
          class="button is-primary"
          data-testid="save-closure"
          disabled={!closures.preview.value || closures.isSending.value || desk.isReadOnly.value}
        >
          {t('closure.save')}
        </button>
        <button
          type="button"
          class="button"
          disabled={closures.points.value.length === 0}
          onClick={() => closures.removeLastPoint()}
        >
          {t('closure.undoPoint')}
        </button>
        <button type="button" class="button" onClick={() => closures.cancel()}>
          {t('action.cancel')} <kbd>Esc</kbd>
        </button>
        <p class="form-failure attention" role="alert">
          {closures.errors.value['timeFactor'] ?? closures.errors.value['endsAt']}
        </p>
      </div>
    </form>
  );
}

/** What is closed or slow on the map, and the drawing of more. */
export function ClosuresPanel() {
  const desk = useDesk();
  const { closures } = desk;
  useEffect(() => followDrawing(desk), [desk]);
  return (
    <section class="panel closures" aria-label={t('closure.title')} data-testid="closures">
      <header class="zone-head">
        <h2>{t('closure.title')}</h2>
        <span class="panel-actions">
          {!closures.isDrawing.value && (
            <button
              type="button"
              class="button is-small is-primary"
              data-testid="draw-closure"
              disabled={desk.isReadOnly.value}
              onClick={() => closures.begin('line')}
            >
              {t('closure.draw')}
            </button>
          )}
          <button
            type="button"
            class="button is-small"
            aria-label={t('incident.deselect')}
            onClick={() => {
              closures.cancel();
              closures.isShown.value = false;
            }}
          >
            ×
          </button>
        </span>
      </header>
      {closures.isDrawing.value && <DrawForm />}
      <ClosureRows />
    </section>
  );
}
