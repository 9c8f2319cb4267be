import type { RegionView, UserView } from '#contracts';
import { t } from '../i18n/text.ts';
import { StatusPage } from '../session/status-page.tsx';
import { lazyPart } from '../zones/lazy-part.tsx';

/** The region in which the user speaks for a facility and does nothing else. */
export function findFacilityRegion(user: UserView, regions: readonly RegionView[]): RegionView | undefined {
  const held = user.roles.find(({ role }) => role === 'facility');
  return held && regions.find((region) => region.id === held.regionId);
}

/** The page of a facility, loaded only by those who need it. */
export const FacilityGate = lazyPart(
  async () => (await import('./facility-page.tsx')).default,
  () => <StatusPage text={t('login.checking')} />,
);
