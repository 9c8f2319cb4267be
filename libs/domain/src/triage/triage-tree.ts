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

/** One version of the questions asked for a category. The first question starts. */
export interface TriageTree {
  readonly category: IncidentCategory;
  readonly version: number;
  readonly questions: readonly TriageQuestion[];
  /** The region's own words: by language, then by `question` or `question.answer`. They go before the built-in ones. */
  readonly texts?: TriageTexts;
}

export type TriageTexts = Readonly<Partial<Record<string, Readonly<Record<string, string>>>>>;

/** The key of an answer's text; a question's own name is the key of its text. */
export const answerTextKey = (question: string, answer: string): string => `${question}.${answer}`;

/** Keys of all texts that a tree needs, each once. */
export const listTextKeys = ({ questions }: Pick<TriageTree, 'questions'>): string[] => [
  ...new Set(
    questions.flatMap(({ question, answers }) => [
      question,
      ...answers.map(({ answer }) => answerTextKey(question, answer)),
    ]),
  ),
];

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
    ...checkTextKeys(tree),
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

/** A text that nothing is called by is a mistyped name, whose question would stay without words. */
function checkTextKeys(tree: TriageTree): FieldFault[] {
  const keys = listTextKeys(tree);
  return Object.entries(tree.texts ?? {}).flatMap(([language, texts]) =>
    Object.keys(texts ?? {})
      .filter((key) => !keys.includes(key))
      .map((key) => ({
        path: `texts.${language}.${key}`,
        fault: 'unknownText' as const,
        details: { value: key },
      })),
  );
}

function checkStep(path: string, step: TriageStep, names: readonly string[]): FieldFault[] {
  if (step.kind === 'ask')
    return names.includes(step.question)
      ? []
      : [{ path: `${path}.question`, fault: 'unknownQuestion', details: { value: step.question } }];
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
            fault: 'pathTooLong' as const,
            details: { value: longest, largest: MOST_QUESTIONS_PER_PATH },
          },
        ]
      : []),
  ];
}
