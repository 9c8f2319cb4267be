import type { RecommendationRecordView } from '#contracts';
import {
  isSameSummary,
  type Ranking,
  RANKING_RECORD_VERSION,
  type RankingSummary,
  replayRanking,
  summarizeRanking,
} from '#domain';
import { checkAccess, type Actor } from '../actor.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { KeptRecommendation } from './recommend-ports.ts';
import { viewSentence } from './recommendation-view.ts';

const READERS = ['supervisor', 'analyst', 'admin'] as const;

/** Records of before there were versions hold less. */
type StoredRecommendation = Omit<KeptRecommendation, 'inputs' | 'answer'> & {
  readonly inputs: Partial<KeptRecommendation['inputs']> &
    Pick<KeptRecommendation['inputs'], 'target' | 'category' | 'priority'>;
  readonly answer: Partial<RankingSummary> & Pick<RankingSummary, 'candidates' | 'rejected'>;
};

export interface ChosenAssignment {
  readonly assignmentId: string;
  readonly unitId: string;
  readonly callSign: string;
  readonly isOverride: boolean;
  readonly createdAt: Date;
}

export interface RecommendationLogPorts {
  findRecommendation(recommendationId: string): Promise<StoredRecommendation | undefined>;
  listChosen(recommendationId: string): Promise<readonly ChosenAssignment[]>;
}

/** A recommendation as kept, what was chosen from it, and what the present code makes of the same inputs. */
export async function readRecommendation(
  ports: RecommendationLogPorts,
  actor: Actor,
  recommendationId: string,
): Promise<Outcome<RecommendationRecordView>> {
  const kept = await ports.findRecommendation(recommendationId);
  if (!kept) return refuse('notFound');
  const denied = checkAccess(actor, kept.regionId, READERS);
  if (denied) return denied;
  const { inputs, answer } = kept;
  const chosen = await ports.listChosen(recommendationId);
  return accept({
    id: kept.id,
    incidentId: kept.incidentId,
    regionId: kept.regionId,
    at: kept.at.toISOString(),
    askedBy: kept.askedBy,
    incident: {
      priority: inputs.priority,
      category: inputs.category,
      coordinates: [inputs.target[0], inputs.target[1]],
    },
    versions: inputs.versions ?? null,
    closureIds: [...(inputs.closureIds ?? [])],
    shown: {
      unitIds: [...answer.candidates],
      rejectedUnitIds: Object.fromEntries(
        Object.entries(answer.rejected).map(([reason, unitIds]) => [reason, [...unitIds]]),
      ),
      proposedUnitIds: [...(answer.proposed ?? [])],
      sentences: (answer.sentences ?? []).map(viewSentence),
    },
    chosen: chosen.map(({ createdAt, ...one }) => ({
      ...one,
      rank: rankOf(answer.candidates, one.unitId),
      createdAt: createdAt.toISOString(),
    })),
    replay: describeReplay(kept),
  });
}

function rankOf(unitIds: readonly string[], unitId: string): number | null {
  const index = unitIds.indexOf(unitId);
  return index === -1 ? null : index + 1;
}

/** Undefined for a record whose form the present code can't read. */
function replay({ inputs }: StoredRecommendation): Ranking | undefined {
  if (inputs.recordVersion !== RANKING_RECORD_VERSION) return undefined;
  const { need, count, columns } = inputs;
  return need && columns && count !== undefined ? replayRanking({ need, count, columns }) : undefined;
}

function describeReplay(kept: StoredRecommendation): RecommendationRecordView['replay'] {
  const ranking = replay(kept);
  if (!ranking) return { isPossible: false, isEqual: false, candidates: [], rejected: [], sentences: [] };
  const summary = summarizeRanking(ranking);
  return {
    isPossible: true,
    isEqual: isSameSummary(summary, kept.answer as RankingSummary),
    candidates: [...ranking.candidates],
    rejected: [...ranking.rejected],
    sentences: summary.sentences.map(viewSentence),
  };
}
