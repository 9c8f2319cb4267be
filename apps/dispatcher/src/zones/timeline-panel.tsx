import type { IncidentView } from '#contracts';
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n/text.ts';

type View = ComponentType<{ incident: IncidentView }>;

/** The timeline of an incident, loaded when it is first looked at. */
export function TimelinePanel({ incident }: { incident: IncidentView }) {
  const loaded = useSignal<{ readonly View: View } | undefined>(undefined);
  const hasFailed = useSignal(false);
  const load = (): void => {
    hasFailed.value = false;
    import('../history/timeline-view.tsx')
      .then(({ TimelineView }) => (loaded.value = { View: TimelineView }))
      .catch(() => (hasFailed.value = true));
  };
  useEffect(load, []);
  if (loaded.value) return <loaded.value.View incident={incident} />;
  if (!hasFailed.value) return null;
  return (
    <p class="empty">
      {t('history.failed')}{' '}
      <button type="button" class="link" onClick={load}>
        {t('login.retry')}
      </button>
    </p>
  );
}
