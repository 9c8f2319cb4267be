import { t } from '../i18n/text.ts';
import type { Completion } from './complete.ts';

export const COMPLETIONS_ID = 'line-completions';

interface CompletionListProps {
  readonly completions: readonly Completion[];
  readonly marked: number;
  readonly onChoose: (completion: Completion) => void;
}

/** Ways to go on, above the line; Tab takes the marked one. */
export function CompletionList({ completions, marked, onChoose }: CompletionListProps) {
  if (completions.length === 0) return null;
  return (
    <ul
      class="completions"
      id={COMPLETIONS_ID}
      role="listbox"
      aria-label={t('line.completions')}
      data-testid="completions"
    >
      {completions.map((completion, index) => (
        <li
          key={completion.line}
          id={`${COMPLETIONS_ID}-${index}`}
          role="option"
          aria-selected={index === marked}
          class={`completion ${index === marked ? 'is-selected' : ''}`}
          data-testid="completion"
          // The line must keep the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(completion)}
        >
          <b class="mono">{completion.word}</b>
          <span class="dim cut">{completion.verb ? t(`verb.${completion.verb}`) : completion.about}</span>
        </li>
      ))}
    </ul>
  );
}
