import { isDone } from '../../desk/incident/actions.ts';
import type { Desk } from '../../desk/desk.ts';
import { t } from '../../i18n/text.ts';

/** Writes to a unit's tablet; true when the server has it. */
export async function sendMessage(
  desk: Desk,
  unit: { readonly id: string; readonly callSign: string },
  text: string,
): Promise<boolean> {
  const answer = await desk.outbox.send('postUnitMessage', {
    body: { unitId: unit.id, text, incidentId: desk.store.findUnit(unit.id)?.assignment?.incidentId ?? null },
    label: t('command.message', { callSign: unit.callSign }),
  });
  return isDone(desk, answer);
}
