import type { RegionView, UserView } from '#contracts';
import { t } from '../i18n/text.ts';
import { lazyPart } from '../zones/lazy-part.tsx';

/** True for those whom the figures of a region are given to. */
export const isSupervisorOf = (user: UserView, region: RegionView): boolean =>
  user.roles.some(
    ({ regionId, role }) => regionId === region.id && (role === 'supervisor' || role === 'admin'),
  );

const Waiting = () => (
  <main class="empty dim">
    <p role="status">{t('login.checking')}</p>
  </main>
);

/** The supervisor's page, loaded only by those who open it. */
export const SupervisorGate = lazyPart(async () => (await import('./supervisor-page.tsx')).default, Waiting);

/** The sectors of this desk, loaded after what a call needs. */
export const SectorGate = lazyPart(async () => (await import('./sector-control.tsx')).default);
