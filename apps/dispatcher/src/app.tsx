import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { SetupGate } from './admin/office-gate.tsx';
import { t } from './i18n/text.ts';
import { DeskPage } from './desk/desk-page.tsx';
import { followPreferences } from './session/kept-preferences.ts';
import { LoginPage } from './session/login-page.tsx';
import { StatusPage } from './session/status-page.tsx';
import type { Session } from './session/session.ts';

/** Sign-in, or the desk of the signed-in user. */
export function App({ session }: { session: Session }) {
  useSignalEffect(() => {
    document.title = t('app.title');
  });
  useEffect(() => followPreferences(session), [session]);
  const state = session.state.value;
  if (state.kind === 'checking') return <StatusPage text={t('login.checking')} />;
  if (state.kind === 'unreachable') {
    return <StatusPage text={t('login.unreachable')} onRetry={() => void session.resume()} />;
  }
  if (state.kind === 'signedOut') return <LoginPage session={session} hasEnded={state.hasEnded} />;
  if (state.user.nextSteps.length > 0) return <SetupGate session={session} user={state.user} />;
  return <DeskPage key={state.user.id} session={session} user={state.user} />;
}
