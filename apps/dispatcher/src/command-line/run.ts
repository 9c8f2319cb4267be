import { dispatchUnit } from '../desk/actions.ts';
import type { Desk } from '../desk/desk.ts';
import type { Command } from './parse.ts';

type Runners = {
  readonly [K in Command['kind']]: (desk: Desk, command: Extract<Command, { kind: K }>) => void;
};

const RUNNERS: Runners = {
  new: (desk, { addressText }) => desk.draft.open(addressText),
  dispatch: (desk, { units, incident }) => {
    const target = desk.store.findIncident(incident.id);
    if (!target) return;
    desk.draft.close();
    desk.selectIncident(target.id);
    for (const unit of units) void dispatchUnit(desk, unit.id, target);
  },
  recommend: (desk, { incident }) => {
    desk.draft.close();
    desk.selectIncident(incident.id);
    void desk.recommendations.refresh();
  },
  find: (desk, { found }) => {
    if (found.kind === 'unit') desk.selectUnit(found.unit.id);
    else desk.selectIncident(found.incident.id);
  },
  help: (desk) => (desk.isHelpShown.value = true),
};

/** Commands that change something wait for a connection. */
const CHANGES: ReadonlySet<Command['kind']> = new Set(['new', 'dispatch']);

/** Carries a command out; false when the desk is read-only and the command is kept. */
export function runCommand(desk: Desk, command: Command): boolean {
  if (CHANGES.has(command.kind) && desk.isReadOnly.peek()) return false;
  const run = RUNNERS[command.kind] as (desk: Desk, command: Command) => void;
  run(desk, command);
  return true;
}
