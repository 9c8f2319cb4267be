import { sendMessage } from '../zones/messages/send-message.ts';
import type { AssignmentView, IncidentView } from '#contracts';
import { chooseLocale, chooseTheme, theme } from '#ui';
import { addRemark, cancelAssignment, closeIncident, reportStep } from '../desk/actions.ts';
import { activateReserved, handOver, sendProposed, setDestination, takeCandidate } from '../desk/deciding.ts';
import { callBack, dispatchTogether, divertUnit, reserveUnit, setDuty } from '../desk/deciding-by-name.ts';
import {
  acceptProposal,
  acknowledgeAlarm,
  dismissDuplicate,
  dismissProposal,
  joinDuplicate,
  unjoinIncident,
} from '../desk/decisions.ts';
import type { Desk } from '../desk/desk.ts';
import { isHazardListShown } from '../hazards/hazards-route.ts';
import type { Command, NamedIncident, ScreenAct } from './commands.ts';

const press = (testId: string): void =>
  document.querySelector<HTMLElement>(`[data-testid="${testId}"]`)?.click();

/** Shows the incident that an act is about, and answers it. */
function show(desk: Desk, { id }: NamedIncident): IncidentView | undefined {
  const incident = desk.store.findIncident(id);
  if (!incident) return undefined;
  desk.drafts.setAside();
  desk.selectIncident(id);
  return incident;
}

function findAssignment(desk: Desk, id: string): AssignmentView | undefined {
  for (const { assignments } of desk.store.listIncidents()) {
    const found = assignments.find((one) => one.id === id);
    if (found) return found;
  }
  return undefined;
}

/** Does something with an assignment that the board still knows. */
function withAssignment(desk: Desk, id: string, act: (assignment: AssignmentView) => unknown): void {
  const assignment = findAssignment(desk, id);
  if (assignment) act(assignment);
}

const SCREEN: Readonly<Record<ScreenAct, (desk: Desk) => unknown>> = {
  rejected: (desk) => (desk.isRejectedShown.value = !desk.isRejectedShown.value),
  nextDraft: (desk) => desk.drafts.next(),
  discardDraft: (desk) => desk.drafts.discard(),
  undo: (desk) => desk.undo.take(),
  coverage: ({ mapTools }) => mapTools.layers.toggle('coverage'),
  closures: ({ closures }) => (closures.isShown.value = !closures.isShown.value),
  hazards: () => (isHazardListShown.value = true),
  drawClosure: ({ closures }) => {
    closures.isShown.value = true;
    closures.begin('line');
  },
  shift: ({ sounds }) => sounds.startShift(),
  theme: () => chooseTheme(theme.value === 'dark' ? 'light' : 'dark'),
  menu: () => press('user-menu'),
  signOut: (desk) => desk.session.signOut(),
  help: (desk) => (desk.isHelpShown.value = true),
};

type Runners = {
  readonly [K in Command['kind']]: (desk: Desk, command: Extract<Command, { kind: K }>) => unknown;
};

const RUNNERS: Runners = {
  new: (desk, { addressText }) => desk.drafts.begin(addressText),
  take: async (desk, { choices, incident }) => {
    const target = show(desk, incident);
    if (!target) return;
    const free = choices.filter(({ taking }) => taking === 'send');
    if (free.length > 0)
      await dispatchTogether(
        desk,
        free.map(({ unit }) => unit),
        target,
      );
    for (const { unit, taking } of choices) {
      const candidate = desk.recommendations.candidates.peek().find(({ unitId }) => unitId === unit.id);
      if (taking === 'reserve') await reserveUnit(desk, unit, target);
      else if (taking === 'divert' && candidate) await takeCandidate(desk, candidate, target);
    }
  },
  sendProposed: (desk, { incident }) => {
    const target = show(desk, incident);
    const state = desk.recommendations.state.peek();
    if (target && state.kind === 'ready') void sendProposed(desk, state.view, target);
  },
  dispatch: (desk, { units, incident }) => {
    const target = show(desk, incident);
    if (target) void dispatchTogether(desk, units, target);
  },
  hold: async (desk, { units, incident }) => {
    const target = show(desk, incident);
    for (const unit of units) if (target) await reserveUnit(desk, unit, target);
  },
  divert: (desk, { unit, work, incident }) => {
    const target = show(desk, incident);
    if (target) void divertUnit(desk, unit, work.assignmentId, target);
  },
  sendNow: (desk, { assignmentId }) =>
    withAssignment(desk, assignmentId, (one) => activateReserved(desk, one)),
  cancel: (desk, { assignmentId, reason }) =>
    withAssignment(desk, assignmentId, (one) => cancelAssignment(desk, one, reason)),
  callBack: (desk, { unit, assignmentId, region, reason }) =>
    callBack(desk, unit, { assignmentId, region, reason }),
  takeOver: (desk, { work, toUnit, reason }) =>
    withAssignment(desk, work.assignmentId, (one) => handOver(desk, one, toUnit.id, reason)),
  destination: (desk, { work, facility }) =>
    withAssignment(desk, work.assignmentId, (one) => setDestination(desk, one, facility)),
  report: (desk, { work, status }) =>
    withAssignment(desk, work.assignmentId, (one) => reportStep(desk, one, status)),
  duty: (desk, { unit, ...change }) => setDuty(desk, unit, change),
  remark: (desk, { incident, text }) => {
    const target = desk.store.findIncident(incident.id);
    if (target) void addRemark(desk, target, text);
  },
  message: (desk, { unit, text }) => void sendMessage(desk, unit, text),
  place: (desk, { incident }) => {
    // The incident's own form stands on the screen only after it was drawn.
    if (show(desk, incident)) setTimeout(() => press('change-place'), 0);
  },
  close: (desk, { incident, outcome }) => {
    const target = desk.store.findIncident(incident.id);
    if (target) void closeIncident(desk, target, outcome.outcome);
  },
  alarm: (desk, { alarm }) => acknowledgeAlarm(desk, alarm.id),
  accept: (desk, { proposal }) => {
    const view = desk.store.lists.peek().proposals.get(proposal.id);
    if (view) void acceptProposal(desk, view);
  },
  dismiss: (desk, { proposal }) => {
    const view = desk.store.lists.peek().proposals.get(proposal.id);
    if (view) void dismissProposal(desk, view);
  },
  join: (desk, command) => {
    const later = desk.store.findIncident(command.later.id);
    const earlier = desk.store.findIncident(command.earlier.id);
    if (later && earlier) void joinDuplicate(desk, later, earlier);
  },
  notSame: (desk, { duplicate }) => {
    const view = desk.store.lists.peek().duplicates.get(duplicate.id);
    if (view) void dismissDuplicate(desk, view);
  },
  unjoin: (desk, { incident }) => {
    const target = desk.store.findIncident(incident.id);
    if (target) void unjoinIncident(desk, target);
  },
  recommend: (desk, { incident }) => {
    if (show(desk, incident)) void desk.recommendations.refresh();
  },
  find: (desk, { found }) => {
    desk.drafts.setAside();
    if (found.kind === 'unit') desk.selectUnit(found.unit.id);
    else desk.selectIncident(found.incident.id);
  },
  language: (_desk, { language }) => chooseLocale(language),
  screen: (desk, { act }) => SCREEN[act](desk),
};

const LOOKS: ReadonlySet<Command['kind']> = new Set(['new', 'recommend', 'find', 'language']);

/** True for what changes something on the server and so waits for a connection. A new call is taken without one. */
export function changesSomething(command: Command): boolean {
  if (command.kind === 'screen') return command.act === 'undo';
  return !LOOKS.has(command.kind);
}

/** Carries a command out; false when the desk is read-only and the command is kept. */
export function runCommand(desk: Desk, command: Command): boolean {
  if (changesSomething(command) && desk.isReadOnly.peek()) return false;
  const run = RUNNERS[command.kind] as (desk: Desk, command: Command) => unknown;
  void run(desk, command);
  return true;
}
