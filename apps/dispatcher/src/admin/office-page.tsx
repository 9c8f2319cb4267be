import '../api/with-office-paths.ts';
import type { RegionView, UserView } from '#contracts';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import type { Session } from '../session/session.ts';
import { AccountPage } from './account/account-page.tsx';
import { DevicesSection } from './devices/devices-section.tsx';
import './office.css';
import { closeOffice, officeSection, type OfficeSection, openOffice, sectionsFor } from './office-route.ts';
import { o } from './office-text.ts';
import { Office } from './office.ts';
import { DestinationSection } from './policies/destination-section.tsx';
import { PlanSection } from './policies/plan-section.tsx';
import { StandardsSection } from './policies/standards-section.tsx';
import { TriageSection } from './policies/triage-section.tsx';
import { FacilitiesSection, PostsSection, StationsSection } from './sections/places.tsx';
import { RegionSection } from './sections/region.tsx';
import { ShiftsSection } from './sections/shifts.tsx';
import { UnitsSection } from './sections/units.tsx';
import { UsersSection } from './sections/users.tsx';
import type { RowSource } from './region-changes.ts';
import { stepFocus } from './step-focus.ts';

const PAGES = {
  account: AccountPage,
  'admin/users': UsersSection,
  'admin/units': UnitsSection,
  'admin/shifts': ShiftsSection,
  'admin/stations': StationsSection,
  'admin/posts': PostsSection,
  'admin/facilities': FacilitiesSection,
  'admin/devices': DevicesSection,
  'admin/region': RegionSection,
  'admin/plan': PlanSection,
  'admin/destinations': DestinationSection,
  'admin/standards': StandardsSection,
  'admin/triage': TriageSection,
} as const satisfies Record<OfficeSection, unknown>;

interface Props {
  readonly session: Session;
  readonly user: UserView;
  readonly region: RegionView;
  readonly changes: RowSource;
}

/** Keys of the desk that are wanted at once, whatever page lies over it: a call does not wait. */
const DESK_KEYS: readonly string[] = ['F2', 'F4', 'F6', 'F8'];
/** Keys that act beside the page. */
const PASSED_KEYS: readonly string[] = ['F1', 'F7', 'F10'];

/** Keys of the page stay in it; those of the desk close it first. */
function onKey(event: KeyboardEvent, { edits }: Office): void {
  if (PASSED_KEYS.includes(event.key)) return;
  if (DESK_KEYS.includes(event.key)) {
    edits.leave(closeOffice);
    if (officeSection.peek() === undefined) return;
  }
  event.stopPropagation();
  if (event.key === 'Escape' && !event.defaultPrevented) edits.leave(closeOffice);
}

/** When what had the focus is gone, keys are still meant for the page, not for the desk behind it. */
function keepKeys(main: HTMLElement): () => void {
  main.focus();
  const listener = (event: KeyboardEvent): void => {
    if (event.target !== document.body || event.key === 'Tab') return;
    event.stopPropagation();
    main.focus();
    const { key, code, ctrlKey, altKey, metaKey, shiftKey } = event;
    const again = new KeyboardEvent('keydown', {
      ...{ key, code, ctrlKey, altKey, metaKey, shiftKey },
      bubbles: true,
      cancelable: true,
    });
    if (!main.dispatchEvent(again)) event.preventDefault();
  };
  window.addEventListener('keydown', listener, { capture: true });
  return () => window.removeEventListener('keydown', listener, { capture: true });
}

/** The account and the lists of the region, in place of the desk's zones; the desk goes on behind it. */
export default function OfficePage({ session, user, region, changes }: Props) {
  const office = useMemo(() => new Office(session, user, region, changes), [region.id, user, changes]);
  const main = useRef<HTMLElement>(null);
  const allowed = sectionsFor(office.roles);
  const section = allowed.find((one) => one === officeSection.value) ?? 'account';
  const Page = PAGES[section];
  useEffect(() => (main.current ? keepKeys(main.current) : undefined), []);
  return (
    <main
      ref={main}
      class="office"
      tabIndex={-1}
      data-testid="office"
      onKeyDown={(event) => onKey(event, office)}
    >
      <h1 class="visually-hidden">{t('app.title')}</h1>
      <OfficeNav office={office} sections={allowed} section={section} />
      <Page key={section} office={office} />
    </main>
  );
}

interface NavProps {
  readonly office: Office;
  readonly sections: readonly OfficeSection[];
  readonly section: OfficeSection;
}

function OfficeNav({ office, sections, section }: NavProps) {
  return (
    <nav class="office-nav" aria-label={o('nav.label')}>
      <button
        type="button"
        class="button is-small office-back"
        title={o('nav.backKey')}
        data-testid="office-back"
        onClick={() => office.edits.leave(closeOffice)}
      >
        {o('nav.back')} <kbd>Esc</kbd>
      </button>
      <ul onKeyDown={stepFocus}>
        {sections.map((one) => (
          <li key={one}>
            <button
              type="button"
              aria-current={one === section ? 'page' : undefined}
              data-testid={`nav-${one}`}
              onClick={() => office.edits.leave(() => openOffice(one))}
            >
              {o(`nav.${one}`)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
