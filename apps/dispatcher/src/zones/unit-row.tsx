import type { UnitView } from '#contracts';
import { ASSIGNMENT_TRANSITIONS } from '#domain';
import { formatDuration, STATUS_STYLES, StatusMark, statusWord, unitKind } from '#ui';
import { useComputed } from '@preact/signals';
import { shortOf } from '../command-line/verbs.ts';
import { dispatchUnit } from '../desk/actions.ts';
import { useDesk } from '../desk/desk.ts';
import { etaOfRun } from '../desk/eta.ts';
import { t } from '../i18n/text.ts';
import { useIsSeen } from './unit-block.tsx';
import { isStale, lentTo } from './unit-match.ts';
import { destinationText, etaText, fixText, placeOfUnit, untilText, whereText } from './unit-words.ts';

/** Time at a hospital after which the row asks for attention. */
const LONG_AT_HOSPITAL_SECONDS = 20 * 60;
const SENDABLE: ReadonlySet<string> = new Set(['available', 'reserved', 'meal', 'restocking']);

/** Texts of a row that change with time: signals bound to single text nodes, so the row itself is not drawn again. */
function useRowTexts(id: string) {
  const { store, clock, region } = useDesk();
  const isSeen = useIsSeen();
  const unit = store.unit(id);
  const second = useComputed(() => (isSeen.value ? clock.second.value : clock.slow.value));
  const at = useComputed(() => {
    void second.value;
    if (isSeen.value) void store.frames.value;
    return store.whereabouts(unit.value, performance.now());
  });
  const inStatusSeconds = useComputed(() => (second.value - Date.parse(unit.value.statusSinceAt)) / 1000);
  const eta = useComputed(() => {
    const { assignment } = unit.value;
    const run = assignment && store.runs.value.get(assignment.id);
    return run ? etaOfRun(run, second.value) : undefined;
  });
  return {
    where: useComputed(() => whereText(unit.value, at.value, store)),
    place: useComputed(() => placeOfUnit(unit.value, at.value)),
    destination: useComputed(() => destinationText(unit.value, store)),
    eta: useComputed(() => etaText(eta.value)),
    etaClass: useComputed(() => `mono column-eta ${eta.value?.isStale ? 'attention' : ''}`),
    until: useComputed(() => untilText(unit.value, region.timeZone)),
    fix: useComputed(() => fixText(at.value)),
    fixClass: useComputed(() => `mono column-fix ${at.value.trust === 'live' ? '' : 'attention'}`),
    trust: useComputed(() => (isStale(unit.value, at.value.trust) ? 'stale' : at.value.trust)),
    inStatus: useComputed(() => formatDuration(inStatusSeconds.value)),
    inStatusClass: useComputed(() => {
      const isLong =
        unit.value.boardStatus === 'atDestination' && inStatusSeconds.value > LONG_AT_HOSPITAL_SECONDS;
      return `mono column-inStatus ${isLong ? 'attention' : ''}`;
    }),
  };
}

function SendButton({ unit, isTabStop }: { unit: UnitView; isTabStop: boolean }) {
  const desk = useDesk();
  const incident = desk.selectedIncident.value;
  if (incident?.state !== 'open' || desk.draft.isOpen.value || !SENDABLE.has(unit.boardStatus)) return null;
  return (
    <button
      type="button"
      class="button is-small row-send"
      tabIndex={isTabStop ? 0 : -1}
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

/** For an own unit at a neighbour's: begins the command, which asks for the reason. */
function CallBackButton({ unit, isTabStop }: { unit: UnitView; isTabStop: boolean }) {
  const desk = useDesk();
  const region = lentTo(unit, desk.region.id);
  const { assignment, callSign } = unit;
  const mayEnd = !assignment?.elsewhere || ASSIGNMENT_TRANSITIONS[assignment.status].includes('cancelled');
  if (region === undefined || !mayEnd) return null;
  return (
    <button
      type="button"
      class="button is-small row-send"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={t('units.callBackFrom', { callSign, region: desk.regionName(region) })}
      data-testid="call-back"
      disabled={desk.isReadOnly.value}
      onClick={(event) => {
        event.stopPropagation();
        desk.lineBegun.value = `${shortOf('callBack')} ${callSign} `;
      }}
    >
      {t('units.callBack')}
    </button>
  );
}

/** The crew asks to speak, or for help. */
function CrewCallChip({ unitId }: { unitId: string }) {
  const { store } = useDesk();
  const kind = useComputed(() => {
    const kinds = [...store.lists.value.crewSignals.values()]
      .filter((signal) => signal.unitId === unitId)
      .map((signal) => signal.kind);
    return kinds.includes('emergency') ? 'emergency' : kinds[0];
  });
  if (!kind.value) return null;
  const isEmergency = kind.value === 'emergency';
  return (
    <span class={`row-chip ${isEmergency ? 'alarm' : 'attention'}`} data-testid="crew-call-chip">
      {t(isEmergency ? 'units.inDanger' : 'units.asksToSpeak')}
    </span>
  );
}

/** What the unit does next, and whose it is when it is a neighbour's. */
function Chips({ unit }: { unit: UnitView }) {
  const desk = useDesk();
  const { region } = desk;
  const [next] = unit.reservedAssignments;
  const owner = desk.regionName(unit.regionId);
  const lent = lentTo(unit, region.id);
  return (
    <>
      <CrewCallChip unitId={unit.id} />
      {unit.regionId !== region.id && (
        <span
          class="row-chip is-neighbour cut"
          data-testid="helper-of"
          title={t('units.helperOf', { region: owner })}
        >
          {owner}
        </span>
      )}
      {lent !== undefined && (
        <span
          class="row-chip is-neighbour cut"
          data-testid="lent-to"
          title={t('units.lentTo', { region: desk.regionName(lent) })}
        >
          → {desk.regionName(lent)}
        </span>
      )}
      {next && (
        <span
          class="row-chip"
          data-testid="reserved-job"
          title={t('units.reservedFor', { number: String(next.incidentNumber), priority: next.priority })}
        >
          {t('units.next', { number: String(next.incidentNumber) })}
          {unit.reservedAssignments.length > 1 && ` +${unit.reservedAssignments.length - 1}`}
        </span>
      )}
    </>
  );
}

export interface UnitRowProps {
  readonly id: string;
  /** True for the row that the Tab key comes to. */
  readonly isTabStop: boolean;
}

export function UnitRow({ id, isTabStop }: UnitRowProps) {
  const desk = useDesk();
  const unit = desk.store.unit(id).value;
  const texts = useRowTexts(id);
  const rowClass = useComputed(() =>
    desk.selectedUnitId.value === id ? 'unit-row unit-columns is-selected' : 'unit-row unit-columns',
  );
  // Its button is drawn only where it can be pressed: with an incident selected, all rows would have one.
  const isAtHand = useComputed(() => desk.hoveredUnitId.value === id || desk.selectedUnitId.value === id);
  const isOff = unit.boardStatus === 'offDuty' || unit.boardStatus === 'outOfService';
  return (
    <div
      role="row"
      class={rowClass}
      data-testid="unit-row"
      data-callsign={unit.callSign}
      data-status={unit.boardStatus}
      data-trust={texts.trust}
      onClick={() => desk.selectUnit(id)}
      onMouseEnter={() => (desk.hoveredUnitId.value = id)}
      onMouseLeave={() => (desk.hoveredUnitId.value = undefined)}
    >
      <span role="rowheader" class="column-callSign">
        <button
          type="button"
          class="link mono strong unit-call-sign"
          data-unit={id}
          tabIndex={isTabStop ? 0 : -1}
        >
          {unit.callSign}
        </button>
      </span>
      <span role="cell" class="column-kind cut">
        {unitKind(unit.capabilities)}
      </span>
      <span role="cell" class="column-status cut" title={statusWord(unit.boardStatus)}>
        <StatusMark status={unit.boardStatus} />
        <b>{STATUS_STYLES[unit.boardStatus].code}</b>{' '}
        <span class="dim status-word">{statusWord(unit.boardStatus)}</span>
      </span>
      <span role="cell" class={`column-where ${isOff ? 'dim' : ''}`}>
        <Chips unit={unit} />
        <span class="cut where-job">{texts.where}</span>
        <span class="cut where-place">{texts.place}</span>
        {(isTabStop || isAtHand.value) && <SendButton unit={unit} isTabStop={isTabStop} />}
        <CallBackButton unit={unit} isTabStop={isTabStop} />
      </span>
      <span role="cell" class="column-destination cut">
        {texts.destination}
      </span>
      <span role="cell" class={texts.etaClass} data-testid="unit-eta">
        {texts.eta}
      </span>
      <span role="cell" class={texts.inStatusClass}>
        {texts.inStatus}
      </span>
      <span role="cell" class="mono column-until">
        {texts.until}
      </span>
      <span role="cell" class={texts.fixClass}>
        {texts.fix}
      </span>
    </div>
  );
}
