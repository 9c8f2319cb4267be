import type { TriageTreeView } from '#contracts';
import type { PatientNeed, TriageState } from '#domain';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import { answerWord, needWord, questionWord } from './triage-words.ts';

type Asking = Extract<TriageState, { kind: 'asking' }>;

function Given({ view }: { view: TriageTreeView }) {
  const { triage } = useDesk().draft;
  const answers = triage.answers.value;
  if (answers.length === 0) return null;
  return (
    <ol class="triage-given">
      {answers.map(({ question, answer }, index) => (
        <li key={question}>
          <button
            type="button"
            class="triage-answer-given"
            title={t('triage.changeAnswer')}
            onClick={() => triage.backTo(index)}
          >
            <span class="dim cut">{questionWord(view, question)}</span>
            <b>{answerWord(view, question, answer)}</b>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Question({ view, state }: { view: TriageTreeView; state: Asking }) {
  const { triage } = useDesk().draft;
  const { question, answers } = state.question;
  return (
    <div
      class="triage-question"
      role="group"
      aria-label={questionWord(view, question)}
      data-testid="triage-question"
      data-question={question}
      onKeyDown={(event) => {
        const chosen = /^[1-9]$/.test(event.key) ? answers[Number(event.key) - 1] : undefined;
        if (event.key === 'Backspace') triage.backTo(Math.max(0, triage.answers.value.length - 1));
        else if (chosen) triage.answer(chosen.answer);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <p class="triage-text">{questionWord(view, question)}</p>
      <div class="triage-answers">
        {answers.map(({ answer }, index) => (
          <button
            key={`${question} ${answer}`}
            type="button"
            class="button is-small"
            data-testid={`triage-answer-${answer}`}
            onClick={() => triage.answer(answer)}
          >
            <kbd>{index + 1}</kbd> {answerWord(view, question, answer)}
          </button>
        ))}
      </div>
    </div>
  );
}

export function NeedChips({ needs }: { needs: readonly PatientNeed[] }) {
  return (
    <>
      {needs.map((need) => (
        <span key={need} class="chip" data-testid={`need-${need}`}>
          {needWord(need)}
        </span>
      ))}
    </>
  );
}

/** Why the dispatcher says something else than the answers give; asked for only then. */
function OverrideReason() {
  const { draft } = useDesk();
  const { triage } = draft;
  if (!triage.isOverridden(draft.category.value, draft.priority.value)) return null;
  return (
    <label>
      <span class="label">{t('triage.overrideReason')}</span>
      <input
        class="field"
        maxLength={500}
        data-testid="triage-override"
        value={triage.overrideReason.value}
        aria-invalid={draft.errors.value['triage.override.reason'] !== undefined}
        onInput={(event) => (triage.overrideReason.value = event.currentTarget.value)}
      />
      <p class="field-error">{draft.errors.value['triage.override.reason']}</p>
    </label>
  );
}

/** The few questions of the category: by click, or by digit while the focus is in them. */
export function TriageQuestions() {
  const { triage } = useDesk().draft;
  const view = triage.view.value;
  const state = triage.state.value;
  if (!view || !state) return null;
  return (
    <section class="triage" aria-label={t('triage.title')} data-testid="triage">
      <Given view={view} />
      {state.kind === 'asking' ? (
        <Question view={view} state={state} />
      ) : (
        <p class="triage-result" role="status" data-testid="triage-result">
          <b>{t('triage.gives', { priority: state.result.priority })}</b>{' '}
          <NeedChips needs={state.result.needs} />
        </p>
      )}
      <OverrideReason />
    </section>
  );
}
