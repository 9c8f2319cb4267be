import { useSignal } from '@preact/signals';
import { Preferences } from '../../session/preferences.tsx';
import { keepPreferences, loudnessPercent, warningsSound } from '../../session/kept-preferences.ts';
import { CheckField } from '../fields.tsx';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import './account.css';
import { PinForm } from './pin-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { SessionsPanel } from './sessions-panel.tsx';
import { TotpPanel } from './totp-panel.tsx';

function Sounds({ office }: { office: Office }) {
  return (
    <div class="office-form">
      <label class="label" for="loudness">
        {o('sounds.loudness', { percent: loudnessPercent.value })}
      </label>
      <input
        id="loudness"
        type="range"
        min="20"
        max="100"
        step="10"
        data-testid="loudness"
        value={loudnessPercent.value}
        onInput={(event) => (loudnessPercent.value = Number(event.currentTarget.value))}
        onChange={() => void keepPreferences(office.session)}
      />
      <CheckField
        label={o('sounds.warnings')}
        name="warningsSound"
        isOn={warningsSound.value}
        onChange={(isOn) => {
          warningsSound.value = isOn;
          void keepPreferences(office.session);
        }}
      />
      <p class="dim">{o('sounds.explain')}</p>
    </div>
  );
}

function OwnPassword({ office }: { office: Office }) {
  const changed = useSignal('');
  return (
    <>
      <PasswordForm
        session={office.session}
        onChanged={(count) => (changed.value = o('password.changed', { count }))}
      />
      <p class="ok-text" role="status">
        {changed.value}
      </p>
    </>
  );
}

/** The signed-in user's own account. */
export function AccountPage({ office }: { office: Office }) {
  const { session, user } = office;
  const timeOf = (instant: string): string => office.time(instant);
  return (
    <section class="office-section">
      <header class="office-head">
        <h2>{o('nav.account')}</h2>
        <span class="dim">
          {user.displayName}, {user.email}
        </span>
      </header>
      <div class="office-page scroll">
        <div class="account-grid">
          <div>
            <section>
              <h3>{o('account.sessions')}</h3>
              <SessionsPanel session={session} timeOf={timeOf} />
            </section>
            <section>
              <h3>{o('account.password')}</h3>
              <OwnPassword office={office} />
            </section>
            {office.roles.includes('crew') && (
              <section>
                <h3>{o('pin.title')}</h3>
                <PinForm session={office.session} />
              </section>
            )}
          </div>
          <div>
            <section>
              <h3>{o('account.totp')}</h3>
              <TotpPanel session={session} timeOf={timeOf} />
            </section>
            <section>
              <h3>{o('account.look')}</h3>
              <Preferences />
              <p class="field-hint dim">{o('account.lookHint')}</p>
            </section>
            <section>
              <h3>{o('account.sounds')}</h3>
              <Sounds office={office} />
            </section>
          </div>
        </div>
      </div>
    </section>
  );
}
