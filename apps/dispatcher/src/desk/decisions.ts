import type { DuplicateProposal, IncidentView, ProposalView } from '#contracts';
import type { Answer } from '../api/http.ts';
import { failureText } from '../api/refusal-text.ts';
import { t } from '../i18n/text.ts';
import type { Desk } from './desk.ts';

/** Says what was done, or why not; true when it was done. */
function told<Value>(
  desk: Desk,
  answer: Answer<Value>,
  text: string,
): answer is Extract<Answer<Value>, { kind: 'ok' }> {
  if (answer.kind === 'ok') {
    if (text !== '') desk.say({ tone: 'done', text });
    return true;
  }
  const failure = failureText(answer, desk.region.timeZone);
  if (failure !== '') desk.say({ tone: 'warning', text: failure });
  return false;
}

/** Stops the sound everywhere; the sign stays until the cause ends. */
export async function acknowledgeAlarm(desk: Desk, alarmId: string): Promise<void> {
  const answer = await desk.outbox.send('acknowledgeAlarm', {
    params: { alarmId },
    body: {},
    label: t('command.acknowledge'),
  });
  told(desk, answer, '');
}

export async function acceptProposal(desk: Desk, { id, version }: ProposalView): Promise<void> {
  const answer = await desk.outbox.send('acceptProposal', {
    params: { proposalId: id },
    body: { version },
    label: t('command.acceptProposal'),
  });
  told(desk, answer, t('done.proposalAccepted'));
}

export async function dismissProposal(desk: Desk, { id }: ProposalView): Promise<void> {
  const answer = await desk.outbox.send('dismissProposal', {
    params: { proposalId: id },
    body: {},
    label: t('command.dismissProposal'),
  });
  told(desk, answer, '');
}

/** Joins the later report into the earlier one; it can be undone. */
export async function joinDuplicate(desk: Desk, later: IncidentView, earlier: IncidentView): Promise<void> {
  const numbers = { later: String(later.number), earlier: String(earlier.number) };
  const answer = await desk.outbox.send('joinIncident', {
    params: { incidentId: later.id },
    body: { intoIncidentId: earlier.id },
    label: t('command.join', numbers),
  });
  if (!told(desk, answer, t('done.joined', numbers))) return;
  if (desk.selectedIncidentId.peek() === later.id) desk.selectIncident(earlier.id);
}

/** Takes the join back: both are incidents of their own again. */
export async function unjoinIncident(desk: Desk, incident: IncidentView): Promise<void> {
  const number = String(incident.number);
  const answer = await desk.outbox.send('unjoinIncident', {
    params: { incidentId: incident.id },
    body: {},
    label: t('command.unjoin', { number }),
  });
  told(desk, answer, t('done.unjoined', { number }));
}

export async function dismissDuplicate(desk: Desk, { id }: DuplicateProposal): Promise<void> {
  const answer = await desk.outbox.send('dismissDuplicate', {
    params: { proposalId: id },
    body: {},
    label: t('command.dismissDuplicate'),
  });
  told(desk, answer, '');
}
