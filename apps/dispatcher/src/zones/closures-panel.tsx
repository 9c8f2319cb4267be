import { formatDistance, locale } from '#ui';
import { useEffect } from 'preact/hooks';
import { followDrawing, saveClosure } from '../desk/closure-actions.ts';
import { CLOSURE_HOURS, SHAPE_TYPES } from '../desk/closure-draft.ts';
import { useDesk } from '../desk/desk.ts';
import { closeTop } from '../desk/keys.ts';
import { t } from '../i18n/text.ts';
import { ClosureRows } from './closure-rows.tsx';

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
    <section
      class="panel closures"
      aria-label={t('closure.title')}
      data-testid="closures"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        closeTop(desk);
      }}
    >
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
              desk.closureEdit.stop();
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
