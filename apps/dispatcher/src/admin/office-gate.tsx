import { t } from '../i18n/text.ts';
import { StatusPage } from '../session/status-page.tsx';
import { lazyPart } from '../zones/lazy-part.tsx';

const Waiting = () => (
  <main class="empty dim">
    <p role="status">{t('login.checking')}</p>
  </main>
);

/** The account and the administrator's lists, loaded only by those who open them. */
export const OfficeGate = lazyPart(async () => (await import('./office-page.tsx')).default, Waiting);

/** What an account still has to do before it may work. */
export const SetupGate = lazyPart(
  async () => (await import('./account/setup-page.tsx')).default,
  () => <StatusPage text={t('login.checking')} />,
);
