import { CONTROL_ROOM, type AcknowledgeAlarmBody, type AlarmView } from '#contracts';
import { checkAccess, type Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { payloadOf } from './run-alarm-round.ts';

/**
 * Stops the sound of an alarm at every desk. Of several who do so at once the first is named; the others get the same
 * answer. One that has ended by itself stays as it is.
 */
export function acknowledgeAlarm(
  ports: CommandPorts,
  actor: Actor,
  alarmId: string,
  body: AcknowledgeAlarmBody,
): Promise<Outcome<AlarmView>> {
  return runCommand(ports, actor, { commandId: body.commandId, body: { alarmId, body } }, async (context) => {
    const { store, now, journal } = context;
    const alarm = await store.findAlarmForUpdate(alarmId);
    if (!alarm) return refuse('notFound');
    const denied = checkAccess(actor, alarm.regionId, CONTROL_ROOM);
    if (denied) return denied;
    if (alarm.acknowledgedAt === null && alarm.clearedAt === null) {
      await store.acknowledgeAlarm(alarmId, now, actor.id);
      journal({
        regionId: alarm.regionId,
        kind: 'alarmAcknowledged',
        subjectType: 'alarm',
        subjectId: alarmId,
        payload: payloadOf(alarm),
      });
    }
    return accept(await store.getAlarmView(alarmId));
  });
}
