import { ladderRank, type AssignmentStatus } from '../assignment/ladder.ts';

export interface PressedStep {
  readonly status: AssignmentStatus;
  readonly pressedAtMs: number;
}

/**
 * The time at which a step counts as pressed: as corrected, but never before a lower step and, where it is filled in
 * late, never after a higher one. Where the recorded ones contradict each other already, the lower one binds.
 */
export function settlePressedAt(
  status: AssignmentStatus,
  correctedMs: number,
  steps: readonly PressedStep[],
): number {
  const rank = ladderRank(status);
  const lower = steps.filter((step) => ladderRank(step.status) < rank).map((step) => step.pressedAtMs);
  const higher = steps.filter((step) => ladderRank(step.status) > rank).map((step) => step.pressedAtMs);
  return Math.max(Math.min(correctedMs, ...higher), ...lower);
}
