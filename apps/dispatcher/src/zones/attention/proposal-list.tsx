import type { ProposalView } from '#contracts';
import { formatTravel } from '#ui';
import { acceptProposal, dismissProposal } from '../../desk/decisions.ts';
import { useDesk } from '../../desk/desk.ts';
import { t } from '../../i18n/text.ts';
import { proposalText } from './attention-words.ts';

type Send = ProposalView['sends'][number];

function SendLine({ send }: { send: Send }) {
  const desk = useDesk();
  const { otherwise } = send;
  return (
    <li class="proposal-send">
      <button type="button" class="link mono" onClick={() => desk.selectIncident(send.incidentId)}>
        {send.incidentNumber}
      </button>
      <b class="mono">{send.callSign}</b>
      <span class="mono">{formatTravel(send.arrivalSeconds)}</span>
      <span class="dim cut">
        {otherwise &&
          t('proposal.otherwise', {
            callSign: otherwise.callSign,
            time: formatTravel(otherwise.arrivalSeconds),
          })}
        {!send.isNow && ` ${t('proposal.later', { time: formatTravel(send.freeInSeconds) })}`}
      </span>
    </li>
  );
}

function ProposalRow({ proposal }: { proposal: ProposalView }) {
  const desk = useDesk();
  const isBusy = desk.isReadOnly.value || desk.outbox.pending.value.length > 0;
  return (
    <li class="proposal" data-testid="proposal" data-kind={proposal.kind}>
      <p>{proposalText(proposal.because)}</p>
      <ul>
        {proposal.sends.map((send) => (
          <SendLine key={`${send.incidentId} ${send.unitId}`} send={send} />
        ))}
      </ul>
      {proposal.releases.map((release) => (
        <p key={release.assignmentId} class="dim">
          {t(release.endsAs === 'diverted' ? 'proposal.diverts' : 'proposal.callsOff', {
            callSign: release.callSign,
            number: String(release.incidentNumber),
          })}
        </p>
      ))}
      <p class="proposal-foot">
        <button
          type="button"
          class="button is-small is-primary"
          data-testid="accept-proposal"
          disabled={isBusy}
          onClick={() => void acceptProposal(desk, proposal)}
        >
          {t('proposal.accept')}
        </button>
        <button
          type="button"
          class="button is-small"
          data-testid="dismiss-proposal"
          disabled={isBusy}
          onClick={() => void dismissProposal(desk, proposal)}
        >
          {t('proposal.dismiss')}
        </button>
      </p>
    </li>
  );
}

/** What saves most first. */
export function orderProposals(proposals: Iterable<ProposalView>): ProposalView[] {
  return [...proposals].sort((a, b) => b.savedWeightedSeconds - a.savedWeightedSeconds);
}

/** Better uses of units, never carried out without being asked. */
export function ProposalList() {
  const { store } = useDesk();
  const proposals = orderProposals(store.lists.value.proposals.values());
  return (
    <>
      {proposals.map((proposal) => (
        <ProposalRow key={proposal.id} proposal={proposal} />
      ))}
    </>
  );
}
