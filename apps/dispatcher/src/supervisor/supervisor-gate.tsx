import type { RegionView, UserView } from '#contracts';
import { lazy, Suspense } from 'preact/compat';
import { t } from '../i18n/text.ts';

const SupervisorPage = lazy(() => import('./supervisor-page.tsx'));
const SectorControl = lazy(() => import('./sector-control.tsx'));

/** True for those whom the figures of a region are given to. */
export const isSupervisorOf = (user: UserView, region: RegionView): boolean =>
  user.roles.some(
    ({ regionId, role }) => regionId === region.id && (role === 'supervisor' || role === 'admin'),
  );

/** The supervisor's page, loaded only by those who open it. */
export function SupervisorGate() {
  return (
    <Suspense
      fallback={
        <main class="empty dim">
          <p role="status">{t('login.checking')}</p>
        </main>
      }
    >
      <SupervisorPage />
    </Suspense>
  );
}

/** The sectors of this desk, loaded after what a call needs. */
export function SectorGate() {
  return (
    <Suspense fallback={null}>
      <SectorControl />
    </Suspense>
  );
}
