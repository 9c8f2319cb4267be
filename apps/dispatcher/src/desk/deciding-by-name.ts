import type { IncidentView } from '#contracts';
import type { DutyState } from '#domain';
import type { Answer } from '../api/http.ts';
import { failureText } from '../api/refusal-text.ts';
import type { NamedUnit } from '../command-line/commands.ts';
import { nextTimeOfDay } from '../history/zoned-time.ts';
import { t } from '../i18n/text.ts';
import { dispatchUnit } from './actions.ts';
import type { Desk } from './desk.ts';

const told = (desk: Desk, answer: Answer<unknown>, done: string, callSign: string): void => {
  if (answer.kind === 'ok') desk.say({ tone: 'done', text: done });
  else if (answer.kind === 'refused') {
    const text = `${callSign}: ${failureText(answer, desk.region.timeZone)}`;
    desk.raceLost.value = text;
    desk.say({ tone: 'warning', text });
  }
};

/** The recommendation on the screen when it is this incident's: kept with what is decided by it. */
function recommendationOf(desk: Desk, incident: IncidentView): { readonly recommendationId?: string } {
  const state = desk.recommendations.state.peek();
  const isShown = state.kind === 'ready' && state.view.incidentId === incident.id;
  return isShown ? { recommendationId: state.view.id } : {};
}

/** Sends one unit, or several together: then all of them or none. */
export async function dispatchTogether(
  desk: Desk,
  units: readonly NamedUnit[],
  incident: IncidentView,
): Promise<void> {
  const [only] = units;
  if (units.length === 1 && only) return dispatchUnit(desk, only.id, incident);
  const callSign = units.map((unit) => unit.callSign).join(', ');
  const values = { callSign, number: String(incident.number) };
  desk.raceLost.value = '';
  const answer = await desk.outbox.send('assignUnits', {
    params: { incidentId: incident.id },
    body: { units: units.map(({ id }) => ({ unitId: id })), ...recommendationOf(desk, incident) },
    label: t('command.dispatch', values),
  });
  if (answer.kind === 'ok')
    for (const assignment of answer.value.assignments) desk.store.takeAssignment(assignment);
  told(desk, answer, t('done.dispatched', values), callSign);
  void desk.recommendations.refresh();
}

/** Keeps a unit for the incident while it does something else. */
export async function reserveUnit(desk: Desk, unit: NamedUnit, incident: IncidentView): Promise<void> {
  const values = { callSign: unit.callSign, number: String(incident.number) };
  desk.raceLost.value = '';
  const answer = await desk.outbox.send('assignUnit', {
    params: { incidentId: incident.id },
    body: { unitId: unit.id, kind: 'reserve', ...recommendationOf(desk, incident) },
    label: t('command.reserve', values),
  });
  told(desk, answer, t('done.reserve', values), unit.callSign);
  void desk.recommendations.refresh();
}

/** Turns a unit away from what it drives to. */
export async function divertUnit(
  desk: Desk,
  unit: NamedUnit,
  assignmentId: string,
  incident: IncidentView,
): Promise<void> {
  const values = { callSign: unit.callSign, number: String(incident.number) };
  desk.raceLost.value = '';
  const answer = await desk.outbox.send('divertAssignment', {
    params: { assignmentId },
    body: { toIncidentId: incident.id, ...recommendationOf(desk, incident) },
    label: t('command.divert', values),
  });
  told(desk, answer, t('done.divert', values), unit.callSign);
  void desk.recommendations.refresh();
}

interface CallBack {
  readonly assignmentId: string;
  readonly region: string;
  readonly reason: string;
}

/** Calls an own unit back from a neighbour. The incident is theirs, so that only the unit's row tells of it. */
export async function callBack(
  desk: Desk,
  { callSign }: NamedUnit,
  { assignmentId, region, reason }: CallBack,
): Promise<void> {
  const answer = await desk.outbox.send('cancelAssignment', {
    params: { assignmentId },
    body: { reason },
    label: t('command.cancel', { callSign }),
  });
  told(desk, answer, t('done.callBack', { callSign, region }), callSign);
}

interface DutyChange {
  readonly state: DutyState;
  /** A time of day on the region's clock; the next time it is that late. */
  readonly until: string | undefined;
  readonly reason: string;
}

/** Changes what a unit does; jobs that wait for it meanwhile are told of. */
export async function setDuty(
  desk: Desk,
  unit: NamedUnit,
  { state, until, reason }: DutyChange,
): Promise<void> {
  const what = t(`echo.duty.${state}`, { callSign: unit.callSign });
  const label = until === undefined ? what : t('echo.dutyUntil', { what, time: until });
  const endAt =
    until === undefined ? undefined : nextTimeOfDay(until, desk.region.timeZone, desk.clock.now());
  const answer = await desk.outbox.send('setDuty', {
    params: { unitId: unit.id },
    body: {
      state,
      reason: reason === '' ? null : reason,
      expectedEndAt: endAt === undefined ? null : new Date(endAt).toISOString(),
    },
    label,
  });
  const waiting = answer.kind === 'ok' ? answer.value.waitingIncidentNumbers : [];
  const done =
    waiting.length === 0 ? label : t('done.dutyWaiting', { done: label, numbers: waiting.join(', ') });
  told(desk, answer, done, unit.callSign);
}
