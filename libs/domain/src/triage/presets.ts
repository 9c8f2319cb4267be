import { INCIDENT_CATEGORIES, type IncidentCategory, type Priority } from '../incident/incident.ts';
import type { PatientNeed } from '../response-plan/response-plan.ts';
import type { TriageQuestion, TriageStep, TriageTree } from './triage-tree.ts';

/*
 * Starting questions, to be approved or replaced by each region's medical director before use. All begin with the two
 * questions every dispatch protocol begins with (European Resuscitation Council Guidelines 2021, "Systems saving lives":
 * unconscious and not breathing normally is a cardiac arrest until shown otherwise); an unsure answer counts as the worse.
 * What follows asks for the warning signs of the category; warning signs give priority 1.
 */

/** A tree as it is read: a question with what each answer leads to. */
interface Ask {
  readonly ask: string;
  readonly answers: Readonly<Record<string, Branch>>;
}
interface End {
  readonly priority: Priority;
  readonly category?: IncidentCategory;
}
type Branch = (Ask | End) & { readonly needs?: readonly PatientNeed[] };

const end = (priority: Priority, category?: IncidentCategory): End => ({
  priority,
  ...(category ? { category } : {}),
});
const ask = (question: string, answers: Readonly<Record<string, Branch>>): Ask => ({
  ask: question,
  answers,
});
/** A warning sign: yes or unsure ends in priority 1. */
const warning = (question: string, otherwise: Branch): Ask =>
  ask(question, { yes: end(1), unsure: end(1), no: otherwise });
const yesNo = (question: string, yes: Branch, no: Branch): Ask => ask(question, { yes, no });

const arrestCheck = (breathes: Branch): Ask =>
  ask('breathesNormally', {
    yes: breathes,
    no: end(1, 'cardiacArrest'),
    unsure: end(1, 'cardiacArrest'),
  });

/** Awake first; an unconscious patient is urgent whatever the category. */
const afterAwake = (specific: Branch): Ask =>
  ask('isAwake', {
    yes: specific,
    no: arrestCheck(end(1)),
    unsure: arrestCheck(end(1)),
  });

const SPECIFIC: Readonly<Record<IncidentCategory, Branch>> = {
  cardiacArrest: afterAwake(yesNo('hasChestPain', end(1, 'chestPain'), end(2, 'other'))),
  chestPain: afterAwake(
    warning('isPalePressedOrShortOfBreath', yesNo('isOverThirtyFiveOrHeartPatient', end(1), end(2))),
  ),
  breathing: afterAwake(warning('speaksOnlySingleWords', yesNo('getsWorse', end(2), end(3)))),
  stroke: afterAwake(
    yesNo(
      'hasFaceArmOrSpeechSign',
      yesNo('beganWithinADay', end(1), end(2)),
      yesNo('hadSignThatPassed', end(2), end(3)),
    ),
  ),
  unconscious: afterAwake(yesNo('isFullyHimselfAgain', end(3), end(2))),
  trauma: afterAwake(
    warning('bleedsHeavily', warning('isHeadNeckChestOrBelly', yesNo('canMoveInjuredPart', end(3), end(2)))),
  ),
  roadAccident: afterAwake(
    warning('isSomeoneTrappedOrThrownOut', warning('bleedsHeavily', yesNo('isAnyoneHurt', end(2), end(4)))),
  ),
  fall: afterAwake(
    warning(
      'fellFromOverThreeMetres',
      yesNo('isHeadHitOrCannotStand', end(2), yesNo('hasPain', end(3), end(4))),
    ),
  ),
  burn: afterAwake(warning('isFaceOrAirwayBurnt', yesNo('isLargerThanHand', end(2), end(3)))),
  birth: afterAwake(
    ask('stageOfBirth', {
      bornOrHeadVisible: { ...end(1), needs: ['birth', 'newborn'] },
      contractionsUnderFiveMinutes: { ...end(1), needs: ['birth'] },
      heavyBleeding: { ...end(1), needs: ['birth'] },
      earlyLabour: { ...end(3), needs: ['birth'] },
    }),
  ),
  child: afterAwake(
    warning('isBlueLimpOrGasping', warning('hasFitNow', yesNo('isUnderThreeMonths', end(2), end(3)))),
  ),
  psychiatric: afterAwake(
    yesNo(
      'isHarmedOrHasWeapon',
      { ...end(1), needs: ['psychiatric'] },
      {
        ...yesNo('threatensHarm', end(2), end(3)),
        needs: ['psychiatric'],
      },
    ),
  ),
  poisoning: afterAwake(warning('isDrowsyOrShortOfBreath', yesNo('tookWithinFourHours', end(2), end(3)))),
  abdominal: afterAwake(
    warning(
      'isPaleOrVomitsBlood',
      yesNo('isPregnantOrPainUnbearable', end(2), yesNo('lastsOverADay', end(4), end(3))),
    ),
  ),
  allergy: afterAwake(warning('isThroatTightOrShortOfBreath', yesNo('hadSevereBefore', end(2), end(3)))),
  fever: afterAwake(warning('isConfusedOrStiffNeckOrSpots', yesNo('isFrailOrInfant', end(3), end(4)))),
  transfer: ask('needsCareOnTheWay', {
    intensive: { ...end(2), needs: ['intensiveCare'] },
    some: end(3),
    none: yesNo('sitsInWheelchair', { ...end(4), needs: ['wheelchair'] }, end(4)),
  }),
  other: afterAwake(warning('isLifeInDanger', yesNo('canWaitTwoHours', end(4), end(3)))),
};

/** Turns a nested tree into the list of questions; a question asked on several paths stands once. */
function listQuestions(start: Ask): TriageQuestion[] {
  const questions = new Map<string, TriageQuestion>();
  const visit = (branch: Branch): TriageStep => {
    if (!('ask' in branch)) return { kind: 'end', ...end(branch.priority, branch.category) };
    if (!questions.has(branch.ask)) {
      const question: { question: string; answers: TriageQuestion['answers'] } = {
        question: branch.ask,
        answers: [],
      };
      questions.set(branch.ask, question);
      question.answers = Object.entries(branch.answers).map(([answer, next]) => ({
        answer,
        needs: next.needs ?? [],
        step: visit(next),
      }));
    }
    return { kind: 'ask', question: branch.ask };
  };
  visit(start);
  return [...questions.values()];
}

/** One tree per category, as version 0: in force until a region saves its own. */
export const TRIAGE_PRESETS: readonly TriageTree[] = INCIDENT_CATEGORIES.map((category) => {
  const start = SPECIFIC[category];
  if (!('ask' in start)) throw new Error(`Triage of ${category} asks nothing.`);
  return { category, version: 0, questions: listQuestions(start) };
});
