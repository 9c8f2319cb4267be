import {
  INCIDENT_CATEGORIES,
  PRIORITIES,
  type IncidentCategory,
  type Priority,
} from '../incident/incident.ts';
import { PATIENT_NEEDS, type PatientNeed } from '../response-plan/response-plan.ts';
import { type Checked, checkedOf, checkList, type FieldFault } from '../standards/field-fault.ts';

/** Where an answer leads: to another question of the tree, or to the end with a priority. */
export type TriageStep =
  | { readonly kind: 'ask'; readonly question: string }
  | {
      readonly kind: 'end';
      readonly priority: Priority;
      /** When the answers show it to be something else than the tree's category. */
      readonly category?: IncidentCategory;
    };

export interface TriageAnswer {
  readonly answer: string;
  /** What the answer says about the patient; kept along the whole path. */
  readonly needs: readonly PatientNeed[];
  readonly step: TriageStep;
}

export interface TriageQuestion {
  readonly question: string;
  readonly answers: readonly TriageAnswer[];
}

/** One version of the questions asked for a category. The first question starts. Texts are message keys: see below. */
export interface TriageTree {
  readonly category: IncidentCategory;
  readonly version: number;
  readonly questions: readonly TriageQuestion[];
  /** The region's own words: by language, then by `question` or `question.answer`. They go before the built-in ones. */
  readonly texts?: TriageTexts;
}

export type TriageTexts = Readonly<Partial<Record<string, Readonly<Record<string, string>>>>>;

export const questionTextKey = (question: string): string => `triage.${question}`;
export const answerTextKey = (question: string, answer: string): string => `triage.${question}.${answer}`;

/** A caller under stress answers a few questions; more must be asked after units have been sent. */
export const MOST_QUESTIONS_PER_PATH = 6;

/**
 * Checks that every path ends in a priority after at most six questions: no missing target, no circle, no question
 * without answers or that nothing leads to, no name twice, and only known priorities, categories and needs.
 */
export function checkTree(tree: TriageTree): Checked<TriageTree> {
  const names = tree.questions.map(({ question }) => question);
  const faults: FieldFault[] = [
    ...checkList('category', [tree.category], INCIDENT_CATEGORIES).map((one) => ({
      ...one,
      path: 'category',
    })),
    ...checkList('questions', names, names),
    ...tree.questions.flatMap((question, index) => checkQuestion(`questions[${index}]`, question, names)),
  ];
  if (names.length === 0) faults.push({ path: 'questions', fault: 'empty' });
  return checkedOf(tree, faults.length > 0 ? faults : checkPaths(tree));
}

function checkQuestion(path: string, { answers }: TriageQuestion, names: readonly string[]): FieldFault[] {
  if (answers.length === 0) return [{ path: `${path}.answers`, fault: 'empty' }];
  const labels = answers.map(({ answer }) => answer);
  return [
    ...checkList(`${path}.answers`, labels, labels),
    ...answers.flatMap(({ needs, step }, index): FieldFault[] => [
      ...checkList(`${path}.answers[${index}].needs`, needs, PATIENT_NEEDS),
      ...checkStep(`${path}.answers[${index}].step`, step, names),
    ]),
  ];
}

function checkStep(path: string, step: TriageStep, names: readonly string[]): FieldFault[] {
  if (step.kind === 'ask')
    return names.includes(step.question)
      ? []
      : [{ path: `${path}.question`, fault: 'missing', details: { value: step.question } }];
  return [
    ...checkList(path, [step.priority], PRIORITIES).map((one) => ({ ...one, path: `${path}.priority` })),
    ...(step.category === undefined
      ? []
      : checkList(path, [step.category], INCIDENT_CATEGORIES).map((one) => ({
          ...one,
          path: `${path}.category`,
        }))),
  ];
}

/** Longest path from each question by depth first; a question met on its own path closes a circle. */
function checkPaths({ questions }: TriageTree): FieldFault[] {
  const byName = new Map(questions.map((one) => [one.question, one]));
  const lengths = new Map<string, number>();
  const onPath = new Set<string>();
  const circles: string[] = [];
  const lengthFrom = (name: string): number => {
    if (onPath.has(name)) {
      circles.push(name);
      return 0;
    }
    const known = lengths.get(name);
    if (known !== undefined) return known;
    onPath.add(name);
    const steps = byName.get(name)!.answers.map(({ step }) => step);
    const length =
      1 + Math.max(...steps.map((step) => (step.kind === 'ask' ? lengthFrom(step.question) : 0)));
    onPath.delete(name);
    lengths.set(name, length);
    return length;
  };
  const longest = lengthFrom(questions[0]!.question);
  const pathOf = (name: string): string =>
    `questions[${questions.findIndex((one) => one.question === name)}]`;
  if (circles.length > 0)
    return [...new Set(circles)].map((name) => ({
      path: pathOf(name),
      fault: 'endless',
      details: { value: name },
    }));
  return [
    ...questions
      .filter(({ question }) => !lengths.has(question))
      .map(({ question }) => ({
        path: pathOf(question),
        fault: 'unreachable' as const,
        details: { value: question },
      })),
    ...(longest > MOST_QUESTIONS_PER_PATH
      ? [
          {
            path: 'questions',
            fault: 'tooLarge' as const,
            details: { value: longest, largest: MOST_QUESTIONS_PER_PATH },
          },
        ]
      : []),
  ];
}
