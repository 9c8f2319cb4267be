import { t } from '../i18n/text.ts';
import type { ShownAssignment } from '../model/present.ts';
import { useTablet } from '../ui/tablet-context.ts';
import { RunFacts, RunTitle } from './run-facts.tsx';
import type { ViewProps } from './views.ts';

/** Fills the screen, rings and shakes until somebody acknowledges or refuses. */
export function NewAssignment({ run, onView }: ViewProps & { run: ShownAssignment }) {
  const tablet = useTablet();
  return (
    <main class="new-run" data-testid="new-assignment" data-assignment={run.id}>
      <p class="new-run-head" role="alert">
        {t('run.new')}
      </p>
      <div class="new-run-body">
        <RunTitle run={run} />
        <RunFacts run={run} />
      </div>
      <footer class="bottom">
        <button
          type="button"
          class="key next is-primary"
          data-testid="acknowledge"
          onClick={() => void tablet.tap('status', { assignmentId: run.id, status: 'acknowledged' })}
        >
          {t('run.acknowledge')}
        </button>
        <button type="button" class="key" data-testid="refuse" onClick={() => onView('refuse')}>
          {t('run.refuse')}
        </button>
      </footer>
    </main>
  );
}
