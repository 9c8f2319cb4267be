import type { PatientTriage } from '../incident/patient.ts';

/**
 * START, simple triage and rapid treatment (Hoag Hospital and Newport Beach Fire Department 1983, revised 1994: the radial pulse
 * in place of capillary refill). Each answer is null until it is given.
 */
export interface StartAnswers {
  readonly canWalk: boolean | null;
  readonly breathes: boolean | null;
  /** Asked when the patient does not breathe: after the airway was opened. */
  readonly breathesAfterAirway: boolean | null;
  readonly breathsOver30: boolean | null;
  readonly hasRadialPulse: boolean | null;
  readonly followsCommands: boolean | null;
}
export type StartQuestion = keyof StartAnswers;

export const NO_START_ANSWERS: StartAnswers = {
  canWalk: null,
  breathes: null,
  breathesAfterAirway: null,
  breathsOver30: null,
  hasRadialPulse: null,
  followsCommands: null,
};

export type StartStep =
  | { readonly kind: 'ask'; readonly question: StartQuestion }
  | { readonly kind: 'decided'; readonly category: PatientTriage; readonly by: StartQuestion };

const ask = (question: StartQuestion): StartStep => ({ kind: 'ask', question });
const decided = (category: PatientTriage, by: StartQuestion): StartStep => ({
  kind: 'decided',
  category,
  by,
});

/** The next question, or the category: red `immediate`, yellow `urgent`, green `delayed`, black `dead`. */
export function decideStart(answers: StartAnswers): StartStep {
  if (answers.canWalk === null) return ask('canWalk');
  if (answers.canWalk) return decided('delayed', 'canWalk');
  if (answers.breathes === null) return ask('breathes');
  if (!answers.breathes) {
    if (answers.breathesAfterAirway === null) return ask('breathesAfterAirway');
    return decided(answers.breathesAfterAirway ? 'immediate' : 'dead', 'breathesAfterAirway');
  }
  if (answers.breathsOver30 === null) return ask('breathsOver30');
  if (answers.breathsOver30) return decided('immediate', 'breathsOver30');
  if (answers.hasRadialPulse === null) return ask('hasRadialPulse');
  if (!answers.hasRadialPulse) return decided('immediate', 'hasRadialPulse');
  if (answers.followsCommands === null) return ask('followsCommands');
  return decided(answers.followsCommands ? 'urgent' : 'immediate', 'followsCommands');
}
