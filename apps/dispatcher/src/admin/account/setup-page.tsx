import '../../api/with-office-paths.ts';
import type { UserView } from '#contracts';
import { Preferences } from '../../session/preferences.tsx';
import type { Session } from '../../session/session.ts';
import { o } from '../office-text.ts';
import '../office.css';
import './account.css';
import { PasswordForm } from './password-form.tsx';
import { TotpPanel } from './totp-panel.tsx';

const timeOf = (instant: string): string => new Date(instant).toISOString().slice(0, 16).replace('T', ' ');

/** What an account has to do once before its first work: choose a password, set up the second step. */
export default function SetupPage({ session, user }: { session: Session; user: UserView }) {
  const [step] = user.nextSteps;
  const goOn = (): void => void session.refreshOrEnd();
  return (
    <main class="login">
      <div class="login-box setup-box" data-testid="setup" data-step={step}>
        <p class="login-brand">
          <span class="brand-mark" aria-hidden="true" />
          Akut
        </p>
        <h1>{o(step === 'enrolTotp' ? 'account.totp' : 'setup.password')}</h1>
        <p class="dim">{user.email}</p>
        {step === 'enrolTotp' ? (
          <TotpPanel session={session} timeOf={timeOf} onEnrolled={goOn} />
        ) : (
          <PasswordForm session={session} onChanged={goOn} />
        )}
        <button type="button" class="button is-plain" onClick={() => void session.signOut()}>
          {o('setup.signOut')}
        </button>
      </div>
      <Preferences />
    </main>
  );
}
