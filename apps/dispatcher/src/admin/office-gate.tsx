import type { RegionView, UserView } from '#contracts';
import { lazy, Suspense } from 'preact/compat';
import { t } from '../i18n/text.ts';
import type { Session } from '../session/session.ts';
import { StatusPage } from '../session/status-page.tsx';

const OfficePage = lazy(() => import('./office-page.tsx'));
const SetupPage = lazy(() => import('./account/setup-page.tsx'));

/** The account and the administrator's lists, loaded only by those who open them. */
export function OfficeGate(props: { session: Session; user: UserView; region: RegionView }) {
  return (
    <Suspense
      fallback={
        <main class="empty dim">
          <p role="status">{t('login.checking')}</p>
        </main>
      }
    >
      <OfficePage {...props} />
    </Suspense>
  );
}

/** What an account still has to do before it may work. */
export function SetupGate(props: { session: Session; user: UserView }) {
  return (
    <Suspense fallback={<StatusPage text={t('login.checking')} />}>
      <SetupPage {...props} />
    </Suspense>
  );
}
