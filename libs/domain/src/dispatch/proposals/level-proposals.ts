import type { ProposalDraft, ProposalKind } from './propose.ts';

/** A proposal as it is kept. */
export interface KeptProposal extends Pick<ProposalDraft, 'kind' | 'subject' | 'sends' | 'releases'> {
  readonly id: string;
  readonly version: number;
  readonly savedWeightedSeconds: number;
}

/** A proposal that was put away, with what it would have saved then. */
export interface DismissedProposal {
  readonly kind: ProposalKind;
  readonly subject: string;
  readonly savedWeightedSeconds: number;
}

/** What must be written so that the proposals kept are those of the present situation. */
export interface ProposalChanges {
  readonly withdraw: readonly string[];
  readonly update: readonly {
    readonly id: string;
    readonly version: number;
    readonly draft: ProposalDraft;
  }[];
  readonly insert: readonly ProposalDraft[];
}

/** Figures on a screen are renewed when they have moved by a tenth and by so many weighted seconds. */
const FIGURES_MOVED_WEIGHTED_SECONDS = 120;
/** A dismissed proposal comes back when it would save half as much again, and at least a minute of priority 1 more. */
const MATERIAL_SHARE = 1.5;
const MATERIAL_WEIGHTED_SECONDS = 510;

/** Brings kept proposals level with the drafts. Nothing changes while nothing material has. */
export function levelProposals(
  open: readonly KeptProposal[],
  dismissed: readonly DismissedProposal[],
  drafts: readonly ProposalDraft[],
): ProposalChanges {
  const isSame = (a: Pick<ProposalDraft, 'kind' | 'subject'>, b: Pick<ProposalDraft, 'kind' | 'subject'>) =>
    a.kind === b.kind && a.subject === b.subject;
  const wanted = drafts.filter((draft) =>
    dismissed.every((one) => !isSame(one, draft) || isMaterial(one, draft)),
  );
  const withdraw: string[] = [];
  const update: { id: string; version: number; draft: ProposalDraft }[] = [];
  for (const kept of open) {
    const draft = wanted.find((one) => isSame(one, kept) && contentOf(one) === contentOf(kept));
    if (!draft) withdraw.push(kept.id);
    else if (haveFiguresMoved(kept, draft)) update.push({ id: kept.id, version: kept.version + 1, draft });
  }
  const insert = wanted.filter(
    (draft) => !open.some((kept) => isSame(kept, draft) && contentOf(kept) === contentOf(draft)),
  );
  return { withdraw, update, insert };
}

/** Who goes where and what ends: the part of a proposal that another one would differ in. */
export function contentOf({
  kind,
  subject,
  sends,
  releases,
}: Pick<KeptProposal, 'kind' | 'subject' | 'sends' | 'releases'>): string {
  const pairs = sends.map(({ incidentId, unitId, isNow }) => `${incidentId}<${unitId}${isNow ? '' : '?'}`);
  return [kind, subject, ...pairs.sort(), ...releases.map(({ assignmentId }) => assignmentId).sort()].join(
    '|',
  );
}

function haveFiguresMoved(
  { savedWeightedSeconds: before }: Pick<KeptProposal, 'savedWeightedSeconds'>,
  { savedWeightedSeconds: now }: ProposalDraft,
): boolean {
  const moved = Math.abs(now - before);
  return moved >= FIGURES_MOVED_WEIGHTED_SECONDS && moved >= Math.abs(before) / 10;
}

const isMaterial = ({ savedWeightedSeconds: before }: DismissedProposal, draft: ProposalDraft): boolean =>
  draft.savedWeightedSeconds >= MATERIAL_SHARE * before &&
  draft.savedWeightedSeconds - before >= MATERIAL_WEIGHTED_SECONDS;
