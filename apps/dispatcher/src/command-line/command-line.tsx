import { useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { useDesk } from '../desk/desk.ts';
import { closeTop, COMMAND_LINE_ID } from '../desk/keys.ts';
import { t } from '../i18n/text.ts';
import { UndoNotice } from '../zones/undo-notice.tsx';
import { CompletionList, COMPLETIONS_ID } from './completion-list.tsx';
import type { Echo } from './echo.ts';
import { LineState } from './line-state.ts';

function Answer({ echo }: { echo: Echo }) {
  const { notice } = useDesk();
  const { value } = notice;
  const shown = echo.text !== '' ? { tone: echo.tone, text: echo.text } : value;
  return (
    <p class={`echo is-${shown?.tone ?? 'hint'}`} role="status" title={shown?.text} data-testid="echo">
      {shown?.text ?? ''}
    </p>
  );
}

function LineInput({ state }: { state: LineState }) {
  const desk = useDesk();
  const isListed = state.completions.value.length > 0;
  return (
    <input
      id={COMMAND_LINE_ID}
      class="mono"
      role="combobox"
      aria-label={t('line.label')}
      aria-expanded={isListed}
      aria-controls={isListed ? COMPLETIONS_ID : undefined}
      aria-activedescendant={state.marked.value >= 0 ? `${COMPLETIONS_ID}-${state.marked.value}` : undefined}
      aria-autocomplete="list"
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      maxLength={600}
      placeholder={t('line.hint', { key: '?' })}
      data-testid="command-line"
      value={state.line.value}
      onInput={(event) => state.type(event.currentTarget.value)}
      onBlur={() => (state.isListHidden.value = true)}
      onKeyDown={(event) => {
        if (state.onKey(event)) event.preventDefault();
        else if (event.key === 'Escape') {
          event.preventDefault();
          event.currentTarget.blur();
          closeTop(desk);
        }
      }}
    />
  );
}

/** The command line: says what Enter will do before it does it. */
export function CommandLine() {
  const desk = useDesk();
  const state = useMemo(() => new LineState(desk, localStorage), [desk]);
  useSignalEffect(() => {
    const begun = desk.lineBegun.value;
    if (begun === undefined) return;
    desk.lineBegun.value = undefined;
    state.type(begun);
    document.getElementById(COMMAND_LINE_ID)?.focus();
  });
  return (
    <form
      class="command-line"
      aria-label={t('line.label')}
      onSubmit={(event) => {
        event.preventDefault();
        state.enter();
      }}
    >
      <UndoNotice />
      <CompletionList
        completions={state.completions.value}
        marked={state.marked.value}
        onChoose={(completion) => state.take(completion)}
      />
      <span class="prompt mono" aria-hidden="true">
        ›
      </span>
      <LineInput state={state} />
      <Answer echo={state.echo.value} />
      <p class="line-keys dim" aria-hidden="true">
        <kbd>Enter</kbd> {t('line.enter')} <kbd>Esc</kbd> {t('line.escape')}
      </p>
      <button
        type="button"
        class="button is-small is-plain"
        data-testid="show-help"
        onClick={() => (desk.isHelpShown.value = true)}
      >
        <kbd>?</kbd> {t('line.help')}
      </button>
    </form>
  );
}
