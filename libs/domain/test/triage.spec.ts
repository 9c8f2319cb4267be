import { describe, expect, it } from '@jest/globals';
import {
  checkTree,
  evaluateTriage,
  type GivenAnswer,
  INCIDENT_CATEGORIES,
  overrideTriage,
  renewNeeds,
  settleTriage,
  TRIAGE_PRESETS,
  type TriageQuestion,
  type TriageResult,
  type TriageTree,
} from '#domain';
import fc from 'fast-check';

const treeOf = (category: TriageTree['category']): TriageTree =>
  TRIAGE_PRESETS.find((tree) => tree.category === category)!;
const given = (text: string): GivenAnswer[] =>
  text
    .split(', ')
    .filter(Boolean)
    .map((pair) => pair.split('='))
    .map(([question, answer]) => ({ question: question!, answer: answer! }));
const decide = (tree: TriageTree, text: string): TriageResult => {
  const decision = evaluateTriage(tree, given(text));
  if (!decision.ok || decision.next.kind !== 'decided') throw new Error(JSON.stringify(decision));
  return decision.next.result;
};
const end = { kind: 'end', priority: 2 } as const;
const aQuestion = (
  question: string,
  ...steps: TriageQuestion['answers'][number]['step'][]
): TriageQuestion => ({
  question,
  answers: steps.map((step, index) => ({ answer: `a${index}`, needs: [], step })),
});
const to = (question: string) => ({ kind: 'ask', question }) as const;

describe('evaluateTriage', () => {
  it.each([
    ['fall', 'isAwake=no, breathesNormally=unsure', 'cardiacArrest', 1, []],
    ['stroke', 'isAwake=yes, hasFaceArmOrSpeechSign=yes, beganWithinADay=yes', 'stroke', 1, []],
    ['birth', 'isAwake=yes, stageOfBirth=bornOrHeadVisible', 'birth', 1, ['birth', 'newborn']],
    [
      'psychiatric',
      'isAwake=yes, isHarmedOrHasWeapon=no, threatensHarm=no',
      'psychiatric',
      3,
      ['psychiatric'],
    ],
    ['transfer', 'needsCareOnTheWay=none, sitsInWheelchair=yes', 'transfer', 4, ['wheelchair']],
  ] as const)('%s: %s', (tree, answers, category, priority, needs) => {
    expect(decide(treeOf(tree), answers)).toEqual({
      category,
      priority,
      needs,
      treeCategory: tree,
      treeVersion: 0,
      answers: given(answers),
    });
  });

  it('asks the next question', () => {
    const decision = evaluateTriage(treeOf('burn'), given('isAwake=yes'));
    expect(decision).toMatchObject({
      ok: true,
      next: { kind: 'asking', question: { question: 'isFaceOrAirwayBurnt' } },
    });
  });

  it.each([
    ['isAwake=maybe', 'answerUnknown'],
    ['breathesNormally=yes', 'questionNotAsked'],
    ['isAwake=yes, isFaceOrAirwayBurnt=yes, isLargerThanHand=no', 'alreadyDecided'],
  ])('refuses %s', (answers, reason) => {
    expect(evaluateTriage(treeOf('burn'), given(answers))).toMatchObject({ ok: false, reason });
  });

  it('ends every preset in a priority whatever is answered', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TRIAGE_PRESETS),
        fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }),
        (tree, picks) => {
          const answers: GivenAnswer[] = [];
          for (const pick of picks) {
            const decision = evaluateTriage(tree, answers);
            if (!decision.ok) throw new Error(decision.reason);
            if (decision.next.kind === 'decided') return;
            const { question, answers: options } = decision.next.question;
            answers.push({ question, answer: options[pick % options.length]!.answer });
          }
          expect(evaluateTriage(tree, answers)).toMatchObject({ next: { kind: 'decided' } });
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('overrideTriage', () => {
  const result = decide(treeOf('burn'), 'isAwake=yes, isFaceOrAirwayBurnt=no, isLargerThanHand=no');

  it('keeps the answers, what they gave and the reason', () => {
    const first = overrideTriage(result, { priority: 1, reason: ' smoke inhaled ' });
    if (!first.ok) throw new Error(first.reason);
    const from = { category: 'burn', priority: 3 };
    expect(first.next).toEqual({ ...result, priority: 1, override: { from, reason: 'smoke inhaled' } });
    const second = overrideTriage(first.next, { category: 'breathing', reason: 'wheezing' });
    expect(second).toMatchObject({
      ok: true,
      next: { category: 'breathing', priority: 1, override: { from, reason: 'wheezing' } },
    });
  });

  it('refuses without a reason or a change', () => {
    expect(overrideTriage(result, { priority: 1, reason: ' ' })).toEqual({
      ok: false,
      reason: 'reasonMissing',
    });
    expect(overrideTriage(result, { priority: 3, reason: 'sure' })).toEqual({
      ok: false,
      reason: 'nothingChanged',
    });
  });
});

describe('settleTriage', () => {
  const tree = treeOf('burn');
  const walked = given('isAwake=yes, isFaceOrAirwayBurnt=no, isLargerThanHand=no');

  it('decides by the answers, or by the override with what they gave beside it', () => {
    expect(settleTriage(tree, { answers: walked })).toMatchObject({ ok: true, next: { priority: 3 } });
    const overridden = settleTriage(tree, {
      answers: walked,
      override: { priority: 2, reason: 'an old man' },
    });
    expect(overridden).toMatchObject({
      ok: true,
      next: { priority: 2, override: { from: { category: 'burn', priority: 3 }, reason: 'an old man' } },
    });
  });

  it('refuses answers that stop before an end, and says which question is open', () => {
    expect(settleTriage(tree, { answers: walked.slice(0, 2) })).toEqual({
      ok: false,
      reason: 'triageUnfinished',
      details: { question: 'isLargerThanHand' },
    });
    expect(settleTriage(tree, { answers: [] })).toMatchObject({ details: { question: 'isAwake' } });
  });

  it('passes on what is wrong with an answer or an override', () => {
    expect(settleTriage(tree, { answers: walked.slice(1) })).toMatchObject({ reason: 'questionNotAsked' });
    const override = { priority: 2, reason: '  ' } as const;
    expect(settleTriage(tree, { answers: walked, override })).toMatchObject({ reason: 'reasonMissing' });
  });
});

describe('renewNeeds', () => {
  it('drops what the former answers gave and keeps what a dispatcher stated', () => {
    expect(renewNeeds(['bariatric', 'birth'], ['birth'], ['newborn', 'birth'])).toEqual([
      'bariatric',
      'newborn',
      'birth',
    ]);
    expect(renewNeeds(['bariatric', 'birth'], ['birth'], [])).toEqual(['bariatric']);
    expect(renewNeeds([], [], ['child', 'child'])).toEqual(['child']);
  });
});

describe('checkTree', () => {
  const faultsOf = (
    questions: readonly TriageQuestion[],
    category: TriageTree['category'] = 'other',
  ): string[] => {
    const checked = checkTree({ category, version: 1, questions });
    return checked.ok ? [] : checked.faults.map(({ path, fault }) => `${path} ${fault}`);
  };

  it('accepts a preset for every category', () => {
    expect(TRIAGE_PRESETS.map(({ category }) => category)).toEqual([...INCIDENT_CATEGORIES]);
    for (const tree of TRIAGE_PRESETS) expect(faultsOf(tree.questions, tree.category)).toEqual([]);
  });

  it.each([
    ['no questions', [], ['questions empty']],
    ['no answers', [aQuestion('a')], ['questions[0].answers empty']],
    [
      'a way to nowhere',
      [aQuestion('a', to('b'))],
      ['questions[0].answers[0].step.question unknownQuestion'],
    ],
    ['a circle', [aQuestion('a', end, to('b')), aQuestion('b', to('a'))], ['questions[0] endless']],
    ['a lost question', [aQuestion('a', end), aQuestion('b', end)], ['questions[1] unreachable']],
    ['a question twice', [aQuestion('a', end), aQuestion('a', end)], ['questions[1] duplicate']],
    [
      'an unknown priority',
      [aQuestion('a', { kind: 'end', priority: 5 as 1 })],
      ['questions[0].answers[0].step.priority unknownValue'],
    ],
    [
      'too many questions',
      [...'abcdef'].map((one, index) => aQuestion(one, to('bcdefg'[index]!))).concat(aQuestion('g', end)),
      ['questions pathTooLong'],
    ],
  ] as const)('refuses %s', (_name, questions, faults) => {
    expect(faultsOf(questions)).toEqual(faults);
  });

  it('refuses words for questions and answers that are not there', () => {
    const checked = checkTree({
      category: 'other',
      version: 1,
      questions: [aQuestion('a', end)],
      texts: { en: { a: 'Is it?', 'a.a0': 'Yes', 'a.b': 'No', b: 'What?' } },
    });
    expect(checked).toMatchObject({
      ok: false,
      faults: [
        { path: 'texts.en.a.b', fault: 'unknownText' },
        { path: 'texts.en.b', fault: 'unknownText' },
      ],
    });
  });
});
