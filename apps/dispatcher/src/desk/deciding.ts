import type { AssignmentView, CandidateView, IncidentView, RecommendationView } from '#contracts';
import type { Answer } from '../api/http.ts';
import { failureText } from '../api/refusal-text.ts';
import { t } from '../i18n/text.ts';
import { dispatchUnit } from './actions.ts';
import type { Desk } from './desk.ts';
import { takingOf } from './taking.ts';

/** Free units that the plan proposes to send together; empty when one alone is proposed. */
export function listProposedTogether({ candidates }: RecommendationView): readonly CandidateView[] {
  const proposed = candidates.filter((one) => one.isProposed && takingOf(one) === 'send');
  return proposed.length > 1 ? proposed : [];
}

/** Takes a candidate as its situation asks. A refusal is said at the list, which is asked for again. */
export async function takeCandidate(
  desk: Desk,
  candidate: CandidateView,
  incident: IncidentView,
): Promise<void> {
  const taking = takingOf(candidate);
  if (taking === 'send') return dispatchUnit(desk, candidate.unitId, incident);
  const recommendation = desk.recommendations.state.peek();
  const recommendationId = recommendation.kind === 'ready' ? recommendation.view.id : undefined;
  const { callSign, diversion } = candidate;
  const number = String(incident.number);
  desk.raceLost.value = '';
  const answer: Answer<unknown> =
    taking === 'divert' && diversion
      ? await desk.outbox.send('divertAssignment', {
          params: { assignmentId: diversion.assignmentId },
          body: { toIncidentId: incident.id, recommendationId },
          label: t('command.divert', { callSign, number }),
        })
      : await desk.outbox.send('assignUnit', {
          params: { incidentId: incident.id },
          body: { unitId: candidate.unitId, kind: 'reserve', recommendationId },
          label: t('command.reserve', { callSign, number }),
        });
  if (answer.kind === 'ok') desk.say({ tone: 'done', text: t(`done.${taking}`, { callSign, number }) });
  else if (answer.kind === 'refused')
    desk.raceLost.value = `${callSign}: ${failureText(answer, desk.region.timeZone)}`;
  void desk.recommendations.refresh();
}

/** Sends all units that the plan proposes, or none of them. */
export async function sendProposed(
  desk: Desk,
  view: RecommendationView,
  incident: IncidentView,
): Promise<void> {
  const proposed = listProposedTogether(view);
  const callSigns = proposed.map(({ callSign }) => callSign).join(', ');
  const number = String(incident.number);
  desk.raceLost.value = '';
  const answer = await desk.outbox.send('assignUnits', {
    params: { incidentId: incident.id },
    body: { units: proposed.map(({ unitId }) => ({ unitId })), recommendationId: view.id },
    label: t('command.dispatch', { callSign: callSigns, number }),
  });
  if (answer.kind === 'ok') {
    for (const assignment of answer.value.assignments) desk.store.takeAssignment(assignment);
    desk.say({ tone: 'done', text: t('done.dispatched', { callSign: callSigns, number }) });
  } else if (answer.kind === 'refused') {
    desk.raceLost.value = failureText(answer, desk.region.timeZone);
  }
  void desk.recommendations.refresh();
}

async function change(desk: Desk, answer: Promise<Answer<unknown>>, done: string): Promise<boolean> {
  const got = await answer;
  if (got.kind === 'ok') desk.say({ tone: 'done', text: done });
  else {
    const text = failureText(got, desk.region.timeZone);
    if (text !== '') desk.say({ tone: 'warning', text });
  }
  return got.kind === 'ok';
}

/** Sends a unit on what it was reserved for. */
export function activateReserved(desk: Desk, assignment: AssignmentView): Promise<boolean> {
  const values = { callSign: assignment.callSign, number: String(assignment.incidentNumber) };
  const answer = desk.outbox.send('activateAssignment', {
    params: { assignmentId: assignment.id },
    body: {},
    label: t('command.dispatch', values),
  });
  return change(desk, answer, t('done.dispatched', values));
}

/** Lets another unit take the incident over. */
export function handOver(
  desk: Desk,
  assignment: AssignmentView,
  toUnitId: string,
  reason: string,
): Promise<boolean> {
  const values = {
    callSign: assignment.callSign,
    otherCallSign: desk.store.findUnit(toUnitId)?.callSign ?? '',
  };
  const answer = desk.outbox.send('handOverAssignment', {
    params: { assignmentId: assignment.id },
    body: { toUnitId, reason },
    label: t('command.handOver', values),
  });
  return change(desk, answer, t('done.handedOver', values));
}

/** Sets where the patient is taken, or takes it back. */
export function setDestination(
  desk: Desk,
  assignment: AssignmentView,
  facility: { readonly id: string; readonly name: string } | undefined,
): Promise<boolean> {
  const values = { callSign: assignment.callSign, name: facility?.name ?? '' };
  const answer = desk.outbox.send('setDestination', {
    params: { assignmentId: assignment.id },
    body: { facilityId: facility?.id ?? null },
    label: t('command.destination', values),
  });
  return change(desk, answer, facility ? t('done.destination', values) : '');
}
