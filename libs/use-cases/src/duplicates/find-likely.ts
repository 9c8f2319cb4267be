import type { DuplicateReason } from '#contracts';
import {
  DUPLICATE_REACH_METERS,
  DUPLICATE_REACH_SECONDS,
  listLikelyDuplicates,
  type DuplicateScore,
  type EventReport,
  type IncidentCategory,
  type LonLat,
} from '#domain';
import type { ReportNear, ReportReader } from './duplicate-store.ts';

/** What was reported, to be compared with what is known. */
export interface NewReport {
  readonly coordinates: LonLat;
  readonly reportedAt: Date;
  readonly addressText: string;
  readonly words: string;
  readonly category: IncidentCategory | null;
}

/** The known thing that is likely the same, by the report of it that is most alike. */
export interface Likely {
  readonly known: ReportNear;
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
}

/**
 * Open incidents and calls alone that are likely the same event as any of `reports`, likeliest first, incidents before
 * calls. `isSelf` tells what the reports themselves are kept as.
 */
export async function findLikely(
  reader: ReportReader,
  regionId: string,
  reports: readonly NewReport[],
  isSelf: (known: ReportNear) => boolean,
): Promise<Likely[]> {
  const best = new Map<string, { known: ReportNear; score: DuplicateScore }>();
  for (const report of reports) {
    const at = report.reportedAt.getTime();
    const near = await reader.listReportsNear({
      regionId,
      coordinates: report.coordinates,
      reachMeters: DUPLICATE_REACH_METERS,
      from: new Date(at - DUPLICATE_REACH_SECONDS * 1000),
      to: new Date(at + DUPLICATE_REACH_SECONDS * 1000),
    });
    const others = near
      .filter((known) => !isSelf(known))
      .map((known) => ({ ...toEventReport(known), kept: known }));
    for (const { known, score } of listLikelyDuplicates(toEventReport(report), others)) {
      const key = (known.kept.incidentId ?? known.kept.callId)!;
      const before = best.get(key);
      if (!before || before.score.score < score.score) best.set(key, { known: known.kept, score });
    }
  }
  return [...best.values()]
    .sort(
      (a, b) =>
        Number(a.known.incidentId === null) - Number(b.known.incidentId === null) ||
        b.score.score - a.score.score,
    )
    .map(({ known, score }) => ({
      known,
      score: Math.round(score.score * 1000) / 1000,
      reasons: reasonsOf(score, known.category),
    }));
}

function toEventReport(report: NewReport): EventReport {
  return {
    location: report.coordinates,
    reportedAt: report.reportedAt.getTime(),
    addressText: report.addressText,
    text: report.words,
    ...(report.category !== null && { category: report.category }),
  };
}

/** Numbers and keys; no word of what somebody said. */
function reasonsOf(score: DuplicateScore, category: IncidentCategory | null): DuplicateReason[] {
  const reasons: DuplicateReason[] = [
    { key: 'near', distanceMeters: Math.round(score.distanceMeters) },
    { key: 'soonAfter', secondsApart: Math.round(score.secondsApart) },
  ];
  const sharedWords = score.sharedWords.length;
  if (sharedWords > 0) reasons.push({ key: 'similarWords', sharedWords });
  if (category !== null && score.parts.category === 1) reasons.push({ key: 'sameCategory', category });
  else if (category !== null && (score.parts.category ?? 0) > 0) {
    reasons.push({ key: 'relatedCategory', category });
  }
  return reasons;
}
