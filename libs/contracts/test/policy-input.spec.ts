import { describe, expect, it } from '@jest/globals';
import { checkTriageTexts, responsePlanContent, standardsContent, triageTreeContent } from '#contracts';
import {
  CAPABILITIES,
  checkPlan,
  checkStandards,
  checkTree,
  evaluateTriage,
  findWaitingLimitSeconds,
  getRequirement,
  type GivenAnswer,
  INCIDENT_CATEGORIES,
  PATIENT_NEEDS,
  PLAN_PRESETS,
  PRIORITIES,
  STANDARD_PRESETS,
  TRIAGE_PRESETS,
  type TriageTree,
} from '#domain';
import fc from 'fast-check';

/** Mostly what is right, now and then anything. */
const mostly = <Right, Wild>(right: fc.Arbitrary<Right>, wild: fc.Arbitrary<Wild>) =>
  fc.oneof({ weight: 40, arbitrary: right }, wild);
const words = (known: readonly string[]) =>
  mostly(
    fc.uniqueArray(fc.constantFrom(...known), { maxLength: 3 }),
    fc.array(fc.constantFrom('', 'x', known[0])),
  );
const number = (right: number) =>
  mostly(fc.constant(right), fc.oneof(fc.constant(0), fc.double({ noNaN: true, noDefaultInfinity: true })));
const priorities = mostly(fc.constant([...PRIORITIES]), fc.array(fc.integer({ min: 0, max: 5 })));
const slot = (name: string) =>
  fc.record({
    slot: mostly(fc.constant(name), fc.constant('a')),
    capabilities: words(CAPABILITIES),
    count: number(1),
  });
const slots = mostly(fc.tuple(slot('a'), slot('b')), fc.array(slot('a'), { maxLength: 1 }));
const entry = fc.record({
  categories: words(INCIDENT_CATEGORIES),
  priorities,
  slots,
  travelLimitSeconds: number(3600),
  joinWithinSeconds: number(0),
});
const rest = entry.map((one) => ({ ...one, categories: [] }));
const plan = fc.record({
  entries: mostly(fc.tuple(entry, rest), fc.array(entry)),
  needSlots: slot('n').chain((one) =>
    words(PATIENT_NEEDS).map((needs) => needs.map((need) => ({ need, ...one }))),
  ),
  neighbours: fc.array(
    fc.record({ regionId: mostly(fc.constant('next'), fc.constant('home')), priorities }),
    {
      maxLength: 1,
    },
  ),
});

const NAMES = ['a', 'b', 'isAwake', 'hasPain'];
const ask = (question: string) => fc.constant({ kind: 'ask' as const, question });
const end = fc.record({
  kind: fc.constant('end' as const),
  priority: mostly(fc.constantFrom(...PRIORITIES), fc.integer()),
});
/** A question that leads on to the next ones, or now and then to any. */
const questionAt = (index: number) => {
  const next = NAMES.slice(index + 1);
  const onward = next.length === 0 ? end : fc.oneof(ask(next[0]!), end);
  const step = mostly(onward, fc.constantFrom(...NAMES).chain(ask));
  const answer = (name: string) =>
    fc.record({ answer: fc.constant(name), needs: words(PATIENT_NEEDS), step });
  return fc.record({ question: fc.constant(NAMES[index]!), answers: fc.tuple(answer('yes'), answer('no')) });
};
const questions = fc.tuple(...NAMES.map((_, index) => questionAt(index)));
const tree = fc.record({
  questions: fc
    .tuple(questions, fc.integer({ min: 0, max: NAMES.length }))
    .map(([all, most]) => all.slice(0, most)),
  texts: mostly(
    fc.constant(undefined),
    fc.record({ en: fc.dictionary(fc.constantFrom('a', 'a.yes', 'toString'), fc.string({ maxLength: 5 })) }),
  ),
});

/** Every way through a tree; throws where one does not end. */
function walkAll(one: TriageTree, given: readonly GivenAnswer[] = []): number {
  const decision = evaluateTriage(one, given);
  if (!decision.ok) throw new Error(decision.reason);
  if (decision.next.kind === 'decided') return 1;
  const { question, answers } = decision.next.question;
  return answers.reduce(
    (sum, { answer: said }) => sum + walkAll(one, [...given, { question, answer: said }]),
    0,
  );
}

describe('what is typed as a policy', () => {
  it('is a plan that answers for every incident, or is refused with the places at fault', () => {
    let accepted = 0;
    fc.assert(
      fc.property(plan, (typed) => {
        const content = responsePlanContent.parse(typed);
        const checked = checkPlan({ regionId: 'home', version: 1, ...content });
        if (!checked.ok) return void expect(checked.faults.length).toBeGreaterThan(0);
        accepted += 1;
        const unanswered = INCIDENT_CATEGORIES.flatMap((category) =>
          PRIORITIES.filter((urgency) => {
            const incident = { category, priority: urgency, needs: [...PATIENT_NEEDS] };
            return getRequirement(checked.value, incident).slots.length === 0;
          }),
        );
        expect(unanswered).toEqual([]);
      }),
      { numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(50);
    expect(accepted).toBeLessThan(950);
  });

  it('is a tree that ends whatever is answered, or is refused', () => {
    let accepted = 0;
    fc.assert(
      fc.property(tree, (typed) => {
        const whole = { category: 'fall' as const, version: 1, ...triageTreeContent.parse(typed) };
        const checked = checkTree(whole);
        for (const { details } of checkTriageTexts(whole, ['en'])) expect(details?.['languages']).toBe('en');
        if (!checked.ok) return void expect(checked.faults.length).toBeGreaterThan(0);
        accepted += 1;
        expect(walkAll(whole)).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(50);
    expect(accepted).toBeLessThan(950);
  });

  it('keeps every preset to the letter on its way through the contract', () => {
    for (const preset of Object.values(PLAN_PRESETS))
      expect(responsePlanContent.parse(preset)).toEqual(preset);
    for (const preset of Object.values(STANDARD_PRESETS))
      expect(standardsContent.parse(preset)).toEqual(preset);
    for (const { questions } of TRIAGE_PRESETS)
      expect(triageTreeContent.parse({ questions })).toEqual({ questions });
  });

  it('gives a waiting limit above 0 or none, whatever standards passed the check', () => {
    const limits = fc.array(number(480), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(limits, (seconds) => {
        const [first] = STANDARD_PRESETS.bg;
        const typed = seconds.map((limitSeconds, index) => ({
          ...first!,
          standardId: `s${index}`,
          limitSeconds,
        }));
        const checked = checkStandards(standardsContent.parse(typed));
        if (checked.ok) expect(findWaitingLimitSeconds(checked.value, 'fall', 1)).toBe(Math.min(...seconds));
        else expect(seconds.some((one) => !(one > 0 && one <= 86_400))).toBe(true);
      }),
    );
  });
});
