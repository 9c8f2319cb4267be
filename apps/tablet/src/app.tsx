import { useSignal, useSignalEffect } from '@preact/signals';
import { wasRevoked } from './core/revoked-mark.ts';
import type { Tablet } from './core/tablet.ts';
import { t } from './i18n/text.ts';
import { lazyPart } from './lazy-part.tsx';
import { CrewPage } from './screens/crew-page.tsx';
import { ReadingPage, RevokedPage } from './screens/gate-pages.tsx';
import { LockPage } from './screens/lock-page.tsx';
import { UnstoredOverlay } from './screens/unstored-overlay.tsx';
import { TabletContext } from './ui/tablet-context.ts';

const EnrolPage = lazyPart(async () => (await import('./screens/enrol-page.tsx')).default);
const SignOnPage = lazyPart(async () => (await import('./screens/sign-on-page.tsx')).default);

function Stage({ tablet }: { tablet: Tablet }) {
  const isLeavingRevoked = useSignal(false);
  const isEnrolled = tablet.device.record.value !== undefined && !tablet.isWiped.value;
  if (tablet.device.standing.value === 'uploadOnly' && isEnrolled)
    return <RevokedPage onAgain={() => undefined} />;
  if (!isEnrolled && (tablet.isWiped.value || (wasRevoked() && !isLeavingRevoked.value))) {
    // A wiped tablet begins again with a new database.
    const again = (): void => {
      if (tablet.isWiped.peek()) location.reload();
      isLeavingRevoked.value = true;
    };
    return <RevokedPage onAgain={again} />;
  }
  if (!isEnrolled) return <EnrolPage />;
  if (tablet.shown.value === undefined) return <ReadingPage />;
  if (!tablet.signOn.value) return <SignOnPage />;
  return tablet.lock.isLocked.value ? <LockPage /> : <CrewPage />;
}

export function App({ tablet }: { tablet: Tablet }) {
  useSignalEffect(() => {
    document.title = t('app.title');
  });
  return (
    <TabletContext.Provider value={tablet}>
      <Stage tablet={tablet} />
      <UnstoredOverlay />
    </TabletContext.Provider>
  );
}
