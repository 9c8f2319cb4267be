import { t } from '../i18n/text.ts';
import type { ShownAssignment } from '../model/present.ts';
import { RunFacts, RunTitle, Steps } from './run-facts.tsx';
import { RunMap } from './run-map.tsx';
import type { ViewProps } from './views.ts';

/** The assignment under way: what is known and the steps on one side, map and navigation on the other. */
export function RunView({ run, onView }: ViewProps & { run: ShownAssignment }) {
  const phone = run.incident.callbackPhone;
  return (
    <div class="run" data-testid="run" data-assignment={run.id} data-status={run.status}>
      <section class="run-side" aria-label={t('nav.run')}>
        <div class="run-scroll">
          <RunTitle run={run} />
          <RunFacts run={run} />
          <div class="row">
            <button type="button" class="key" data-testid="destination" onClick={() => onView('facilities')}>
              {run.destination
                ? t('run.destination', { name: run.destination.name })
                : t('run.chooseDestination')}
            </button>
            {phone !== null && (
              <a class="key" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
                {t('run.phone', { phone })}
              </a>
            )}
            <button type="button" class="key" data-testid="stand-down" onClick={() => onView('refuse')}>
              {t('run.standDown')}
            </button>
          </div>
        </div>
        <Steps run={run} />
      </section>
      <RunMap run={run} onSearch={() => onView('search')} />
    </div>
  );
}
