import { signal } from '@preact/signals';
import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n/text.ts';

export type LazyPart<Props> = FunctionComponent<Props> & {
  /** Fetches it unless it is here; true when it is. */
  fetch(): Promise<boolean>;
  isHere(): boolean;
};

const Nothing = () => null;

function Failed({ onRetry }: { onRetry: () => void }) {
  return (
    <p class="empty" role="alert">
      {t('history.failed')}{' '}
      <button type="button" class="link" onClick={onRetry}>
        {t('login.retry')}
      </button>
    </p>
  );
}

/** A part of the screen with a file of its own, fetched when it is first drawn; once here it is drawn without delay. */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting: ComponentType = Nothing,
): LazyPart<Props> {
  const loaded = signal<{ readonly Part: ComponentType<Props> } | undefined>(undefined);
  const hasFailed = signal(false);
  const fetch = async (): Promise<boolean> => {
    if (loaded.peek()) return true;
    hasFailed.value = false;
    try {
      loaded.value = { Part: await load() };
    } catch {
      hasFailed.value = true;
    }
    return loaded.peek() !== undefined;
  };
  const Part = (props: Props) => {
    useEffect(() => void fetch(), []);
    if (loaded.value) return <loaded.value.Part {...props} />;
    return hasFailed.value ? <Failed onRetry={() => void fetch()} /> : <Waiting />;
  };
  return Object.assign(Part, { fetch, isHere: () => loaded.value !== undefined });
}
