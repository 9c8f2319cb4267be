import type { Decision } from '../decision.ts';
import type { IncidentCategory, Priority } from '../incident/incident.ts';
import { PATIENT_NEEDS, type PatientNeed } from '../response-plan/response-plan.ts';
import type { TriageAnswer, TriageQuestion, TriageStep, TriageTree } from './triage-tree.ts';

export interface GivenAnswer {
  readonly question: string;
  readonly answer: string;
}

/** The result with everything it came from, to be kept with the incident. Answers are no free text. */
export interface TriageResult {
  readonly category: IncidentCategory;
  readonly priority: Priority;
  /** Each once, in the order they were answered. */
  readonly needs: readonly PatientNeed[];
  readonly treeCategory: IncidentCategory;
  readonly treeVersion: number;
  readonly answers: readonly GivenAnswer[];
  readonly override?: TriageOverride;
}

/** What the dispatcher changed and why; `from` is what the questions gave. */
export interface TriageOverride {
  readonly from: { readonly category: IncidentCategory; readonly priority: Priority };
  readonly reason: string;
}

export type TriageState =
  | { readonly kind: 'asking'; readonly question: TriageQuestion; readonly needs: readonly PatientNeed[] }
  | { readonly kind: 'decided'; readonly result: TriageResult };

export type TriageRefusal = 'questionNotAsked' | 'answerUnknown' | 'alreadyDecided';

/**
 * Walks a checked tree by the answers given so far: the next question, or the decision. The same answers always give the
 * same. Refuses an answer to a question that the path doesn't ask, so that a changed early answer can't keep later ones.
 * Throws on a tree that was never checked and leads nowhere.
 */
export function evaluateTriage(
  tree: TriageTree,
  answers: readonly GivenAnswer[],
): Decision<TriageState, TriageRefusal> {
  const byName = new Map(tree.questions.map((one) => [one.question, one]));
  const needs = new Set<PatientNeed>();
  let step: TriageStep = { kind: 'ask', question: tree.questions[0]?.question ?? '' };
  for (const { question, answer } of answers) {
    if (step.kind === 'end') return { ok: false, reason: 'alreadyDecided', details: { question } };
    if (step.question !== question)
      return { ok: false, reason: 'questionNotAsked', details: { question, expected: step.question } };
    const chosen: TriageAnswer | undefined = byName
      .get(question)
      ?.answers.find((one) => one.answer === answer);
    if (!chosen) return { ok: false, reason: 'answerUnknown', details: { question, answer } };
    chosen.needs.forEach((need) => needs.add(need));
    step = chosen.step;
  }
  if (step.kind === 'ask') {
    const question = byName.get(step.question);
    if (!question)
      throw new Error(`Triage of ${tree.category} leads to the missing question ${step.question}.`);
    return { ok: true, next: { kind: 'asking', question, needs: [...needs] }, events: [] };
  }
  const result: TriageResult = {
    category: step.category ?? tree.category,
    priority: step.priority,
    needs: [...needs],
    treeCategory: tree.category,
    treeVersion: tree.version,
    answers: answers.map(({ question, answer }) => ({ question, answer })),
  };
  return { ok: true, next: { kind: 'decided', result }, events: [] };
}

export type OverrideRefusal = 'reasonMissing' | 'nothingChanged';

/**
 * The dispatcher knows better: another category or priority, with a reason. The answers and what they gave are kept, also
 * through a second override.
 */
export function overrideTriage(
  result: TriageResult,
  change: { readonly category?: IncidentCategory; readonly priority?: Priority; readonly reason: string },
): Decision<TriageResult, OverrideRefusal> {
  const { category = result.category, priority = result.priority } = change;
  const reason = change.reason.trim();
  if (reason === '') return { ok: false, reason: 'reasonMissing' };
  if (category === result.category && priority === result.priority)
    return { ok: false, reason: 'nothingChanged' };
  const from = result.override?.from ?? { category: result.category, priority: result.priority };
  return { ok: true, next: { ...result, category, priority, override: { from, reason } }, events: [] };
}

/** A dispatcher's answers to one tree, perhaps with another decision than they give. */
export interface GivenTriage {
  readonly answers: readonly GivenAnswer[];
  readonly override?: {
    readonly category?: IncidentCategory;
    readonly priority?: Priority;
    readonly reason: string;
  };
}

export type SettleRefusal = TriageRefusal | OverrideRefusal | 'triageUnfinished';

/** What the answers decide, with the override; answers that stop before an end are refused, naming the open question. */
export function settleTriage(
  tree: TriageTree,
  { answers, override }: GivenTriage,
): Decision<TriageResult, SettleRefusal> {
  const walked = evaluateTriage(tree, answers);
  if (!walked.ok) return walked;
  if (walked.next.kind === 'asking') {
    const { question } = walked.next.question;
    return { ok: false, reason: 'triageUnfinished', details: { question } };
  }
  const { result } = walked.next;
  return override ? overrideTriage(result, override) : { ok: true, next: result, events: [] };
}

/** The needs of an incident triaged anew: what the former answers had added goes, what a dispatcher had stated stays. */
export function renewNeeds(
  present: readonly PatientNeed[],
  former: readonly PatientNeed[],
  given: readonly PatientNeed[],
): PatientNeed[] {
  const stated = present.filter((need) => !former.includes(need));
  return PATIENT_NEEDS.filter((need) => stated.includes(need) || given.includes(need));
}
