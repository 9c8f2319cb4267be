import type { TriageTreeView } from '#contracts';
import { sayTriage } from '#contracts/triage-texts/say.ts';
import { answerTextKey, INCIDENT_CATEGORIES, type IncidentCategory } from '#domain';
import { categoryWord, LOCALE_NAMES, LOCALES, locale, type Locale } from '#ui';
import { useSignal } from '@preact/signals';
import type { Answer } from '../../api/http.ts';
import { texts } from '../../i18n/text.ts';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import { categoryChoices, needChoices, priorityChoices } from './choices.ts';
import { PickList } from './pick-list.tsx';
import { FaultAt, moveUp, PolicyFrame, RowButtons } from './policy-frame.tsx';
import { type Editable, type PolicyEdit, type PolicySource, usePolicy } from './use-policy.ts';

type Tree = TriageTreeView['tree'];
type Edit = PolicyEdit<Tree>;
type Question = Editable<Tree>['questions'][number];
type TriageAnswer = Question['answers'][number];

const treeSource = (office: Office, category: IncidentCategory): PolicySource<Tree> => ({
  name: 'tree',
  journalKind: 'triageChanged',
  subjectId: `triageTree/${category}`,
  load: async () => {
    const answer = await office.ask('listTriageTrees');
    if (answer.kind !== 'ok') return answer;
    const found = answer.value.trees.find((one) => one.category === category);
    if (!found) return { kind: 'unreachable' };
    const { tree, category: _category, ...head } = found;
    return { kind: 'ok', value: { head, content: tree } };
  },
  check: (tree): Promise<Answer<unknown>> =>
    office.session.call('checkTriageTree', {
      params: { category },
      body: { regionId: office.region.id, tree },
    }),
  save: (tree, expectedVersion, note) =>
    office.send('putTriageTree', { category }, { regionId: office.region.id, tree, expectedVersion, note }),
});

/** The questions asked for each category, and what their answers lead to. */
export function TriageSection({ office }: { office: Office }) {
  const category = useSignal<IncidentCategory>('chestPain');
  return <TreeEditor key={category.value} office={office} category={category} />;
}

function TreeEditor({ office, category }: { office: Office; category: { value: IncidentCategory } }) {
  const edit = usePolicy(office, treeSource(office, category.value));
  const language = useSignal<Locale>(locale.value);
  const tree = edit.draft.value;
  const head = (
    <span class="office-head-end">
      <select
        class="field is-small"
        aria-label={o('triage.category')}
        data-testid="triage-category"
        value={category.value}
        onChange={(event) => {
          const chosen = INCIDENT_CATEGORIES.find((one) => one === event.currentTarget.value);
          if (chosen) category.value = chosen;
        }}
      >
        {INCIDENT_CATEGORIES.map((one) => (
          <option key={one} value={one}>
            {categoryWord(one)}
          </option>
        ))}
      </select>
      <select
        class="field is-small"
        aria-label={o('triage.language')}
        value={language.value}
        onChange={(event) => {
          const chosen = LOCALES.find((one) => one === event.currentTarget.value);
          if (chosen) language.value = chosen;
        }}
      >
        {LOCALES.map((one) => (
          <option key={one} value={one}>
            {LOCALE_NAMES[one]}
          </option>
        ))}
      </select>
    </span>
  );
  return (
    <PolicyFrame office={office} title={o('nav.admin/triage')} edit={edit} head={head}>
      {tree && (
        <>
          <p class="dim policy-hint">{o('triage.hint')}</p>
          <FaultAt faults={edit.faults} path="" isWhole />
          <FaultAt faults={edit.faults} path="questions" isWhole />
          <FaultAt faults={edit.faults} path="texts" />
          <ol class="policy-list">
            {tree.questions.map((question, index) => (
              <QuestionBox
                key={index}
                edit={edit}
                question={question}
                index={index}
                language={language.value}
              />
            ))}
          </ol>
          <button
            type="button"
            class="button is-small"
            onClick={() => edit.change((draft) => void draft.questions.push(newQuestion(draft.questions)))}
          >
            {o('triage.addQuestion')}
          </button>
        </>
      )}
    </PolicyFrame>
  );
}

const END = 'end:';

function freeName(prefix: string, taken: readonly string[]): string {
  for (let number = taken.length + 1; ; number += 1) {
    if (!taken.includes(`${prefix}${number}`)) return `${prefix}${number}`;
  }
}

const newAnswer = (answers: readonly { answer: string }[]): TriageAnswer => ({
  answer: freeName(
    'answer',
    answers.map(({ answer }) => answer),
  ),
  needs: [],
  step: { kind: 'end', priority: 3 },
});

function newQuestion(questions: readonly Question[]): Question {
  const answers = [newAnswer([])];
  return {
    question: freeName(
      'question',
      questions.map(({ question }) => question),
    ),
    answers,
  };
}

interface WordsProps {
  readonly edit: Edit;
  readonly question: string;
  readonly answer?: string;
  readonly language: Locale;
}

/** The region's own words in one language; the built-in ones stand there until it has some. */
function Words({ edit, question, answer, language }: WordsProps) {
  const key = answer === undefined ? question : answerTextKey(question, answer);
  const own = edit.draft.value?.texts?.[language]?.[key] ?? '';
  const builtIn =
    language === locale.value
      ? sayTriage({ [language]: texts().triage }, {}, language, question, answer)
      : '';
  return (
    <input
      class={`field is-small is-words ${answer === undefined ? 'is-question' : ''}`}
      aria-label={`${LOCALE_NAMES[language]}: ${key}`}
      value={own}
      placeholder={builtIn}
      lang={language}
      onChange={(event) => {
        const text = event.currentTarget.value.trim();
        edit.change((draft) => {
          const { [language]: before = {}, ...others } = draft.texts ?? {};
          const rest = Object.entries(before).filter(([one]) => one !== key);
          const words = text === '' ? rest : [...rest, [key, text] as const];
          draft.texts = words.length > 0 ? { ...others, [language]: Object.fromEntries(words) } : others;
        });
      }}
    />
  );
}

interface QuestionProps {
  readonly edit: Edit;
  readonly question: Question;
  readonly index: number;
  readonly language: Locale;
}

function QuestionBox({ edit, question, index, language }: QuestionProps) {
  const path = `questions.${index}`;
  const change = (work: (question: Question) => void): void =>
    edit.change(({ questions }) => work(questions[index]!));
  return (
    <li class="policy-box" data-testid="triage-question">
      <div class="policy-line is-question">
        <b class="mono">{index + 1}</b>
        <Words edit={edit} question={question.question} language={language} />
        <span class="mono dim cut">{question.question}</span>
        <RowButtons
          what={question.question}
          onUp={index > 0 ? () => edit.change(({ questions }) => moveUp(questions, index)) : undefined}
          onRemove={() => edit.change(({ questions }) => void questions.splice(index, 1))}
        />
      </div>
      <FaultAt faults={edit.faults} path={path} isWhole />
      <FaultAt faults={edit.faults} path={`${path}.question`} />
      <ul>
        {question.answers.map((answer, at) => (
          <li key={at}>
            <AnswerLine
              edit={edit}
              question={question}
              answer={answer}
              language={language}
              onChange={(work) => change((one) => work(one.answers[at]!))}
              onRemove={() => change((one) => void one.answers.splice(at, 1))}
            />
            <FaultAt faults={edit.faults} path={`${path}.answers.${at}`} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="button is-small is-plain"
        onClick={() => change((one) => void one.answers.push(newAnswer(one.answers)))}
      >
        {o('triage.addAnswer')}
      </button>
    </li>
  );
}

interface AnswerProps {
  readonly edit: Edit;
  readonly question: Question;
  readonly answer: TriageAnswer;
  readonly language: Locale;
  readonly onChange: (work: (answer: TriageAnswer) => void) => void;
  readonly onRemove: () => void;
}

function AnswerLine({ edit, question, answer, language, onChange, onRemove }: AnswerProps) {
  const { step } = answer;
  const value = step.kind === 'ask' ? step.question : `${END}${step.priority}`;
  const others = (edit.draft.value?.questions ?? [])
    .map((one, index) => ({ name: one.question, number: index + 1 }))
    .filter(({ name }) => name !== question.question);
  const setStep = (chosen: string): void => {
    const priority = priorityChoices().find((one) => `${END}${one.value}` === chosen)?.value;
    onChange((one) => {
      one.step = priority === undefined ? { kind: 'ask', question: chosen } : { kind: 'end', priority };
    });
  };
  return (
    <div class="policy-line is-slot is-answer">
      <Words edit={edit} question={question.question} answer={answer.answer} language={language} />
      <span aria-hidden="true">→</span>
      <select
        class="field is-small"
        aria-label={o('triage.leadsTo')}
        value={value}
        onChange={(event) => setStep(event.currentTarget.value)}
      >
        {priorityChoices().map((one) => (
          <option key={one.value} value={`${END}${one.value}`}>
            {o('triage.ends', { priority: one.value })}
          </option>
        ))}
        {others.map(({ name, number }) => (
          <option key={name} value={name}>
            {o('triage.asks', { question: `${number} ${name}` })}
          </option>
        ))}
      </select>
      {step.kind === 'end' && (
        <select
          class="field is-small"
          aria-label={o('triage.becomes')}
          value={step.category ?? ''}
          onChange={(event) => {
            const chosen = categoryChoices().find((one) => one.value === event.currentTarget.value)?.value;
            onChange((one) => {
              if (one.step.kind !== 'end') return;
              const { category: _before, ...rest } = one.step;
              one.step = chosen ? { ...rest, category: chosen } : rest;
            });
          }}
        >
          <option value="">{o('triage.sameCategory')}</option>
          {categoryChoices().map((one) => (
            <option key={one.value} value={one.value}>
              {one.text}
            </option>
          ))}
        </select>
      )}
      {step.kind === 'ask' && <span />}
      <PickList
        label={o('plan.needs')}
        values={answer.needs}
        choices={needChoices()}
        none={o('triage.noNeeds')}
        onValues={(values) => onChange((one) => void (one.needs = values))}
      />
      <span class="mono dim cut">{answer.answer}</span>
      <RowButtons what={answer.answer} onRemove={onRemove} />
    </div>
  );
}
