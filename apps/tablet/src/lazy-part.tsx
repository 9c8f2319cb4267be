import { signal } from '@preact/signals';
import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from './i18n/text.ts';

const Nothing = () => null;

function Failed({ onRetry }: { onRetry: () => void }) {
  return (
    <p class="part-failed" role="alert">
      {t('part.failed')}{' '}
      <button type="button" class="key" onClick={onRetry}>
        {t('part.retry')}
      </button>
    </p>
  );
}

/** A part of the app with a file of its own, fetched when it is first drawn; with the app installed it is on the tablet already. */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting: ComponentType = Nothing,
): FunctionComponent<Props> {
  const loaded = signal<{ readonly Part: ComponentType<Props> } | undefined>(undefined);
  const hasFailed = signal(false);
  const fetch = async (): Promise<void> => {
    if (loaded.peek()) return;
    hasFailed.value = false;
    try {
      loaded.value = { Part: await load() };
    } catch {
      hasFailed.value = true;
    }
  };
  return (props: Props) => {
    useEffect(() => void fetch(), []);
    if (loaded.value) return <loaded.value.Part {...props} />;
    return hasFailed.value ? <Failed onRetry={() => void fetch()} /> : <Waiting />;
  };
}
