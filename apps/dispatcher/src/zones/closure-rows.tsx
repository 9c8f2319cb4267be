import type { ClosureView } from '#contracts';
import { formatClock, formatDay, formatDistance, locale } from '#ui';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { liftClosure } from '../desk/closure-actions.ts';
import { CLOSURE_HOURS } from '../desk/closure-draft.ts';
import { openClosure, saveClosureEdit } from '../desk/closure-edit.ts';
import type { NewEnd } from '../desk/closure-edit-state.ts';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';

const HOURS = CLOSURE_HOURS.filter((hours) => hours > 0);

function clockText(instant: string, timeZone: string): string {
  return `${formatDay(instant, timeZone, locale.value)} ${formatClock(instant, timeZone).slice(0, 5)}`;
}

/** What a closure is by the desk's own clock: the server's word is as of its last answer. */
const isPlannedAt = ({ startsAt }: ClosureView, now: number): boolean => Date.parse(startsAt) > now;

function endText({ endsAt }: ClosureView, timeZone: string): string {
  return endsAt ? t('closure.until', { time: clockText(endsAt, timeZone) }) : t('closure.untilLifted');
}

function untilText(closure: ClosureView, isPlanned: boolean, timeZone: string): string {
  const end = endText(closure, timeZone);
  if (!isPlanned) return end;
  return `${t('closure.from', { time: clockText(closure.startsAt, timeZone) })} ${end}`;
}

function kindText({ kind, timeFactor, emergencyMayPass }: ClosureView): string {
  if (kind === 'slow') return t('closure.slowBy', { factor: timeFactor ?? 1 });
  return t(emergencyMayPass ? 'closure.emergencyOnly' : 'closure.closed');
}

function EndField({ closure }: { closure: ClosureView }) {
  const { closureEdit, clock, region } = useDesk();
  const hoursText = isPlannedAt(closure, clock.now()) ? 'closure.fromStart' : 'closure.fromNow';
  const take = (value: string): void => {
    const known: readonly string[] = ['asItIs', 'untilLifted'];
    closureEdit.end.value = known.includes(value) ? (value as NewEnd) : Number(value);
  };
  return (
    <label>
      <span class="label">{t('closure.newEnd')}</span>{' '}
      <select
        class="field is-small"
        data-testid="closure-end"
        value={String(closureEdit.end.value)}
        onChange={(event) => take(event.currentTarget.value)}
      >
        <option value="asItIs">{t('closure.asItIs', { until: endText(closure, region.timeZone) })}</option>
        {HOURS.map((hours) => (
          <option key={hours} value={hours}>
            {t(hoursText, { hours })}
          </option>
        ))}
        {closure.endsAt !== null && <option value="untilLifted">{t('closure.untilLifted')}</option>}
      </select>
    </label>
  );
}

function EffectField({ closure }: { closure: ClosureView }) {
  const { closureEdit } = useDesk();
  if (closure.kind === 'slow') {
    return (
      <label>
        <span class="label">{t('closure.factor')}</span>{' '}
        <input
          class="field is-short"
          type="number"
          min={0.1}
          max={100}
          step={0.1}
          value={closureEdit.timeFactor.value}
          onInput={(event) => (closureEdit.timeFactor.value = Number(event.currentTarget.value))}
        />
      </label>
    );
  }
  return (
    <label class="check">
      <input
        type="checkbox"
        data-testid="closure-may-pass"
        checked={closureEdit.emergencyMayPass.value}
        onChange={(event) => (closureEdit.emergencyMayPass.value = event.currentTarget.checked)}
      />{' '}
      {t('closure.mayPass')}
    </label>
  );
}

/** Changes a closure in its own row; its shape stays, another one is drawn anew. */
function EditForm({ closure }: { closure: ClosureView }) {
  const desk = useDesk();
  const { closureEdit } = desk;
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
    form.current?.querySelector('select')?.focus({ preventScroll: true });
  }, []);
  return (
    <form
      ref={form}
      class="closure-form"
      data-testid="closure-edit"
      onSubmit={(event) => {
        event.preventDefault();
        void saveClosureEdit(desk, closure);
      }}
    >
      <div class="form-row">
        <EndField closure={closure} />
        <EffectField closure={closure} />
      </div>
      <label>
        <span class="label">{t('closure.reason')}</span>
        <input
          class="field"
          maxLength={500}
          data-testid="closure-reason"
          value={closureEdit.reason.value}
          onInput={(event) => (closureEdit.reason.value = event.currentTarget.value)}
        />
      </label>
      <div class="form-foot">
        <button
          type="submit"
          class="button is-primary"
          data-testid="save-closure-edit"
          disabled={closureEdit.isSending.value || desk.isReadOnly.value}
        >
          {t('closure.saveChange')} <kbd>Enter</kbd>
        </button>
        <button type="button" class="button" onClick={() => closureEdit.stop()}>
          {t('action.cancel')} <kbd>Esc</kbd>
        </button>
        <button
          type="button"
          class="button"
          data-testid="lift-closure"
          disabled={desk.isReadOnly.value}
          onClick={() => {
            closureEdit.stop();
            void liftClosure(desk, closure);
          }}
        >
          {t('closure.lift')}
        </button>
        <p class="form-failure attention" role="alert">
          {closureEdit.errors.value['timeFactor'] ??
            closureEdit.errors.value['endsAt'] ??
            closureEdit.failure.value}
        </p>
      </div>
    </form>
  );
}

function ClosureActions({ closure, isEdited }: { closure: ClosureView; isEdited: boolean }) {
  const desk = useDesk();
  if (closure.regionId !== desk.region.id) return <span class="dim">{t('closure.ofNeighbour')}</span>;
  if (isEdited) return null;
  return (
    <span class="panel-actions">
      <button
        type="button"
        class="button is-small"
        data-testid="edit-closure"
        disabled={desk.isReadOnly.value}
        onClick={() => desk.closureEdit.begin(closure)}
      >
        {t('closure.edit')}
      </button>
      <button
        type="button"
        class="button is-small"
        data-testid="lift-closure"
        disabled={desk.isReadOnly.value}
        onClick={() => void liftClosure(desk, closure)}
      >
        {t('closure.lift')}
      </button>
    </span>
  );
}

function ClosureRow({ closure }: { closure: ClosureView }) {
  const desk = useDesk();
  const { region } = desk;
  const [first] = closure.coordinates[0] ?? [];
  const names = closure.roadNames.join(', ');
  const isPlanned = isPlannedAt(closure, desk.clock.second.value);
  const isEdited = desk.closureEdit.closureId.value === closure.id;
  return (
    <li
      class={isEdited ? 'is-edited' : ''}
      data-testid="closure"
      data-kind={closure.kind}
      data-id={closure.id}
    >
      <div class="closure-row">
        <button
          type="button"
          class="attention-text"
          disabled={first === undefined}
          onClick={() => {
            if (first) desk.showOnMap(first);
            openClosure(desk, closure);
          }}
        >
          <b>{names === '' ? t('closure.unnamedRoad') : names}</b>{' '}
          <span class="dim">{formatDistance(closure.lengthMeters, locale.value)}</span>
        </button>
        <span class={isPlanned ? 'dim' : 'attention'}>
          {isPlanned && `${t('closure.planned')}: `}
          {kindText(closure)}
        </span>
        <span class="dim cut">
          {untilText(closure, isPlanned, region.timeZone)}
          {closure.reason !== '' && ` · ${closure.reason}`}
        </span>
        <ClosureActions closure={closure} isEdited={isEdited} />
      </div>
      {isEdited && <EditForm key={closure.id} closure={closure} />}
    </li>
  );
}

/** What is closed or slow on the map, in force or planned. */
export function ClosureRows() {
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
