import type { CandidateView } from '#contracts';

/** How a candidate is taken: sent, reserved for when it is free, or turned away from a less urgent incident. */
export type Taking = 'send' | 'reserve' | 'divert';

export function takingOf(candidate: CandidateView): Taking {
  if (candidate.soonFree) return 'reserve';
  return candidate.diversion ? 'divert' : 'send';
}
