import type { RegionView, UserView } from '#contracts';
import { lazy, Suspense } from 'preact/compat';
import { t } from '../i18n/text.ts';
import type { Session } from '../session/session.ts';
import { StatusPage } from '../session/status-page.tsx';

const FacilityPage = lazy(() => import('./facility-page.tsx'));

/** The region in which the user speaks for a facility and does nothing else. */
export function findFacilityRegion(user: UserView, regions: readonly RegionView[]): RegionView | undefined {
  const held = user.roles.find(({ role }) => role === 'facility');
  return held && regions.find((region) => region.id === held.regionId);
}

/** The page of a facility, loaded only by those who need it. */
export function FacilityGate(props: { session: Session; user: UserView; region: RegionView }) {
  return (
    <Suspense fallback={<StatusPage text={t('login.checking')} />}>
      <FacilityPage {...props} />
    </Suspense>
  );
}
