import type { IncidentField } from '#contracts';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useDesk } from '../../desk/desk.ts';
import type { FieldValue } from '../../desk/incident/edit.ts';
import { t } from '../../i18n/text.ts';
import { valueText } from './words.ts';

interface ConflictProps {
  readonly field: IncidentField;
  readonly mine: FieldValue;
  readonly theirs: { readonly value: FieldValue; readonly by: string };
  readonly isRefused: boolean;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** The same field was changed by somebody else: both values, and the person decides. */
export function ConflictView({ field, mine, theirs, isRefused, onMine, onTheirs }: ConflictProps) {
  const desk = useDesk();
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (isRefused) first.current?.focus();
  }, [isRefused]);
  return (
    <div class="conflict" role="alert" data-testid="conflict">
      <p class="strong">
        {theirs.by === '' ? t('conflict.title') : t('conflict.titleBy', { name: theirs.by })}
      </p>
      <dl>
        <dt>{t('conflict.now')}</dt>
        <dd data-testid="conflict-theirs">{valueText(field, theirs.value)}</dd>
        <dt>{t('conflict.mine')}</dt>
        <dd data-testid="conflict-mine">{valueText(field, mine)}</dd>
      </dl>
      <p class="conflict-foot">
        <button
          ref={first}
          type="button"
          class="button is-small"
          data-testid="keep-theirs"
          onClick={onTheirs}
        >
          {t('conflict.keepTheirs')} <kbd>Esc</kbd>
        </button>
        <button
          type="button"
          class="button is-small is-primary"
          data-testid="use-mine"
          disabled={desk.isReadOnly.value}
          onClick={onMine}
        >
          {t('conflict.useMine')}
        </button>
      </p>
    </div>
  );
}
