import { t } from '../i18n/text.ts';
import type { ShownAssignment } from '../model/present.ts';
import { RunNavigation } from './run-navigation.tsx';

/** Map and navigation of the run, as far as this version has them; else a hand-off to the maps app of the device. */
export function RunMap({ run }: { run: ShownAssignment }) {
  const at = run.destination?.coordinates ?? run.incident.coordinates;
  return (
    <section class="run-map is-absent">
      <RunNavigation run={run} />
      <p class="dim">{t('run.map')}</p>
      {at && (
        <a class="key" href={`geo:${at[1]},${at[0]}?q=${at[1]},${at[0]}`}>
          {t('run.handOff')}
        </a>
      )}
    </section>
  );
}
