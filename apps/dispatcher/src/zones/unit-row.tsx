import type { UnitView } from '#contracts';
import { formatDuration, STATUS_STYLES, StatusMark, statusWord, unitKind } from '#ui';
import { useComputed } from '@preact/signals';
import { dispatchUnit } from '../desk/actions.ts';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import { fixText, whereText } from './unit-words.ts';

/** Time at a hospital after which the row asks for attention. */
const LONG_AT_HOSPITAL_SECONDS = 20 * 60;
const SENDABLE: ReadonlySet<string> = new Set(['available', 'reserved', 'meal', 'restocking']);

/** Texts of a row that change with time: signals bound to single text nodes, so the row itself is not drawn again. */
function useRowTexts(id: string) {
  const { store, clock } = useDesk();
  const unit = store.unit(id);
  const at = useComputed(() => {
    void store.frames.value;
    void clock.second.value;
    return store.whereabouts(unit.value, performance.now());
  });
  const inStatusSeconds = useComputed(
    () => (clock.second.value - Date.parse(unit.value.statusSinceAt)) / 1000,
  );
  return {
    where: useComputed(() => whereText(unit.value, at.value, store)),
    fix: useComputed(() => fixText(at.value)),
    fixClass: useComputed(() => `mono column-fix ${at.value.trust === 'live' ? '' : 'attention'}`),
    trust: useComputed(() => at.value.trust),
    inStatus: useComputed(() => formatDuration(inStatusSeconds.value)),
    inStatusClass: useComputed(() => {
      const isLong =
        unit.value.boardStatus === 'atDestination' && inStatusSeconds.value > LONG_AT_HOSPITAL_SECONDS;
      return `mono column-inStatus ${isLong ? 'attention' : ''}`;
    }),
  };
}

function SendButton({ unit }: { unit: UnitView }) {
  const desk = useDesk();
  const incident = desk.selectedIncident.value;
  if (incident?.state !== 'open' || desk.draft.isOpen.value || !SENDABLE.has(unit.boardStatus)) return null;
  return (
    <button
      type="button"
      class="button is-small row-send"
      aria-label={t('units.send', { callSign: unit.callSign, number: String(incident.number) })}
      data-testid="send-unit"
      disabled={desk.isReadOnly.value}
      onClick={(event) => {
        event.stopPropagation();
        void dispatchUnit(desk, unit.id, incident);
      }}
    >
      {t('units.send', { callSign: unit.callSign, number: String(incident.number) })}
    </button>
  );
}

export function UnitRow({ id }: { id: string }) {
  const desk = useDesk();
  const unit = desk.store.unit(id).value;
  const texts = useRowTexts(id);
  const rowClass = useComputed(() =>
    desk.selectedUnitId.value === id ? 'unit-row is-selected' : 'unit-row',
  );
  const isOff = unit.boardStatus === 'offDuty' || unit.boardStatus === 'outOfService';
  return (
    <tr
      class={rowClass}
      data-testid="unit-row"
      data-callsign={unit.callSign}
      data-status={unit.boardStatus}
      data-trust={texts.trust}
      onClick={() => desk.selectUnit(id)}
      onMouseEnter={() => (desk.hoveredUnitId.value = id)}
      onMouseLeave={() => (desk.hoveredUnitId.value = undefined)}
    >
      <th scope="row" class="column-callSign">
        <button type="button" class="link mono strong">
          {unit.callSign}
        </button>
      </th>
      <td class="column-kind cut">{unitKind(unit.capabilities)}</td>
      <td class="column-status cut" title={statusWord(unit.boardStatus)}>
        <StatusMark status={unit.boardStatus} />
        <b>{STATUS_STYLES[unit.boardStatus].code}</b>{' '}
        <span class="dim status-word">{statusWord(unit.boardStatus)}</span>
      </td>
      <td class={`column-where ${isOff ? 'dim' : ''}`}>
        <span class="cut">{texts.where}</span>
        <SendButton unit={unit} />
      </td>
      <td class={texts.inStatusClass}>{texts.inStatus}</td>
      <td class={texts.fixClass}>{texts.fix}</td>
    </tr>
  );
}
