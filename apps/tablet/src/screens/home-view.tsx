import { categoryWord } from '#ui';
import { t } from '../i18n/text.ts';
import { useTablet } from '../ui/tablet-context.ts';
import { clockMinute } from '../ui/times.ts';
import { dutyWord } from './action-sheets.tsx';
import { RunMap } from './run-map.tsx';
import type { ViewProps } from './views.ts';

/** No assignment: said with the time as of which it is known, so that a lost network never looks like quiet. */
export function HomeView({ onView }: ViewProps) {
  const tablet = useTablet();
  const shown = tablet.shown.value;
  const state = tablet.states.state.value;
  const signOn = tablet.signOn.value;
  const zone = state?.region.timeZone;
  const asOf = clockMinute(tablet.states.asOf.value ?? 0, zone);
  const isDown = tablet.contact.isUp.value === false;
  const message = shown?.messages.at(-1);
  const reserved = shown?.assignments.find(({ status }) => status === 'reserved');
  const lastEnded = shown?.assignments.find(
    ({ endedAt, status }) => endedAt !== null && status === 'available',
  );
  return (
    <div class="run">
      <section class="home" data-testid="home">
        <div class="home-state">
          <h1>{isDown ? t('home.noneAsOf', { time: asOf }) : t('home.none')}</h1>
          {isDown ? (
            <p class="attention">{t('home.stale', { time: asOf })}</p>
          ) : (
            <p class="dim">{t('asOf', { time: asOf })}</p>
          )}
        </div>
        <dl class="home-facts">
          <div>
            <dt class="dim">{t('home.duty')}</dt>
            <dd data-testid="duty-now">
              {shown?.dutyState && dutyWord(shown.dutyState)}
              {shown && !shown.isDutyConfirmed && <span class="attention"> · {t('duty.waiting')}</span>}
            </dd>
          </div>
          <div>
            <dt class="dim">{t('home.crew')}</dt>
            <dd>{signOn?.crew.map(({ displayName }) => displayName).join(', ')}</dd>
          </div>
          <div>
            <dt class="dim">{t('home.shiftEnds')}</dt>
            <dd class="mono">{signOn && clockMinute(signOn.shiftEndsAt, zone)}</dd>
          </div>
          {reserved && (
            <div>
              <dt class="dim">{t('home.reserved')}</dt>
              <dd>
                {reserved.incident.priority} · {categoryWord(reserved.incident.category)} ·{' '}
                {reserved.incident.addressText}
              </dd>
            </div>
          )}
          <div>
            <dt class="dim">{t('home.messages')}</dt>
            <dd class="home-message">{message ? message.text : t('home.noMessages')}</dd>
          </div>
        </dl>
        <div class="row">
          <button type="button" class="key" data-testid="home-check" onClick={() => onView('check')}>
            {t('home.check')}
          </button>
          {lastEnded && (
            <button type="button" class="key" data-testid="last-record" onClick={() => onView('patient')}>
              {t('home.record', { number: String(lastEnded.incident.number) })}
            </button>
          )}
        </div>
      </section>
      <RunMap run={undefined} onSearch={() => onView('search')} />
    </div>
  );
}
