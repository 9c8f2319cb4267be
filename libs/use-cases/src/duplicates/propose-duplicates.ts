import type { CommandContext } from '../command/run-command.ts';
import type { NewProposal } from './duplicate-store.ts';
import { findLikely, type NewReport } from './find-likely.ts';

/** More would hide the likeliest ones. */
const LARGEST_PROPOSALS = 3;

/**
 * Keeps and journals that a new incident, or a call without one, is likely the same event as an earlier report. Nothing is
 * joined. Without a position there is nothing to go by.
 */
export async function proposeDuplicates(
  { store, now, newId, journal }: CommandContext,
  regionId: string,
  subject: { readonly incidentId: string | null; readonly callId: string | null },
  report: Omit<NewReport, 'coordinates'> & { readonly coordinates: NewReport['coordinates'] | null },
): Promise<void> {
  const { coordinates } = report;
  if (coordinates === null) return;
  await store.lockReports(regionId);
  const likely = await findLikely(store, regionId, [{ ...report, coordinates }], (known) =>
    subject.incidentId === null ? known.callId === subject.callId : known.incidentId === subject.incidentId,
  );
  const proposals = likely.slice(0, LARGEST_PROPOSALS).map(({ known, score, reasons }): NewProposal => ({
    id: newId(),
    ...subject,
    likelyIncidentId: known.incidentId,
    likelyCallId: known.incidentId === null ? known.callId : null,
    score,
    reasons,
  }));
  const [first] = proposals;
  if (!first) return;
  await store.insertProposals(regionId, now, proposals);
  journal({
    regionId,
    kind: 'duplicatesProposed',
    subjectType: 'duplicateProposal',
    subjectId: first.id,
    payload: {
      ...subject,
      proposalIds: proposals.map(({ id }) => id),
      likelyIncidentIds: proposals.flatMap(({ likelyIncidentId }) => likelyIncidentId ?? []),
      likelyCallIds: proposals.flatMap(({ likelyCallId }) => likelyCallId ?? []),
    },
  });
}
