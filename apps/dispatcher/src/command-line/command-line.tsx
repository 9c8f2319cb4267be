import { useComputed, useSignal } from '@preact/signals';
import { useDesk } from '../desk/desk.ts';
import { closeTop, COMMAND_LINE_ID } from '../desk/keys.ts';
import { t } from '../i18n/text.ts';
import { commandContext } from './context.ts';
import { echoOf, type Echo } from './echo.ts';
import { parseLine } from './parse.ts';
import { runCommand } from './run.ts';

function useLine() {
  const desk = useDesk();
  const line = useSignal('');
  const parsed = useComputed(() => {
    void desk.store.revision.value;
    return parseLine(line.value, commandContext(desk));
  });
  const echo = useComputed((): Echo => {
    const { value } = parsed;
    const isHeld = value.kind === 'ready' && value.command.kind !== 'help' && desk.isReadOnly.value;
    return isHeld ? { tone: 'wrong', text: t('line.readOnly') } : echoOf(value);
  });
  const enter = (): void => {
    // A command that is not ready stays, with the echo saying what it needs.
    if (parsed.value.kind === 'ready' && runCommand(desk, parsed.value.command)) line.value = '';
  };
  return { line, echo, enter };
}

function Answer({ echo }: { echo: Echo }) {
  const { notice } = useDesk();
  const { value } = notice;
  const shown = echo.text !== '' ? { tone: echo.tone, text: echo.text } : value;
  return (
    <p class={`echo is-${shown?.tone ?? 'hint'}`} role="status" data-testid="echo">
      {shown?.text ?? ''}
    </p>
  );
}

/** The command line: says what Enter will do before it does it. */
export function CommandLine() {
  const desk = useDesk();
  const { line, echo, enter } = useLine();
  return (
    <form
      class="command-line"
      aria-label={t('line.label')}
      onSubmit={(event) => {
        event.preventDefault();
        enter();
      }}
    >
      <span class="prompt mono" aria-hidden="true">
        ›
      </span>
      <input
        id={COMMAND_LINE_ID}
        class="mono"
        aria-label={t('line.label')}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        placeholder={t('line.hint', { key: '?' })}
        data-testid="command-line"
        value={line.value}
        onInput={(event) => (line.value = event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (line.value === '') {
            event.currentTarget.blur();
            closeTop(desk);
          } else line.value = '';
        }}
      />
      <Answer echo={echo.value} />
      <p class="line-keys dim" aria-hidden="true">
        <kbd>Enter</kbd> {t('line.enter')} <kbd>Esc</kbd> {t('line.escape')}
      </p>
      <button type="button" class="button is-small is-plain" onClick={() => (desk.isHelpShown.value = true)}>
        <kbd>?</kbd> {t('line.help')}
      </button>
    </form>
  );
}
