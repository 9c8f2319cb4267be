import type { RegionView, UserView } from '#contracts';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Session } from '../session/session.ts';
import { AccountPage } from './account/account-page.tsx';
import './office.css';
import { closeOffice, officeSection, type OfficeSection, openOffice, sectionsFor } from './office-route.ts';
import { o } from './office-text.ts';
import { Office } from './office.ts';
import { PlanSection } from './policies/plan-section.tsx';
import { StandardsSection } from './policies/standards-section.tsx';
import { TriageSection } from './policies/triage-section.tsx';
import { FacilitiesSection, PostsSection, StationsSection } from './sections/places.tsx';
import { RegionSection } from './sections/region.tsx';
import { ShiftsSection } from './sections/shifts.tsx';
import { UnitsSection } from './sections/units.tsx';
import { UsersSection } from './sections/users.tsx';

const PAGES = {
  account: AccountPage,
  'admin/users': UsersSection,
  'admin/units': UnitsSection,
  'admin/shifts': ShiftsSection,
  'admin/stations': StationsSection,
  'admin/posts': PostsSection,
  'admin/facilities': FacilitiesSection,
  'admin/region': RegionSection,
  'admin/plan': PlanSection,
  'admin/standards': StandardsSection,
  'admin/triage': TriageSection,
} as const satisfies Record<OfficeSection, unknown>;

interface Props {
  readonly session: Session;
  readonly user: UserView;
  readonly region: RegionView;
}

/** The account and the lists of the region, in place of the desk's zones; the desk goes on behind it. */
export default function OfficePage({ session, user, region }: Props) {
  const office = useMemo(() => new Office(session, user, region), [region.id, user]);
  const main = useRef<HTMLElement>(null);
  const allowed = sectionsFor(office.roles);
  const section = allowed.find((one) => one === officeSection.value) ?? 'account';
  const Page = PAGES[section];
  useEffect(() => main.current?.focus(), []);
  return (
    <main
      ref={main}
      class="office"
      tabIndex={-1}
      data-testid="office"
      onKeyDown={(event) => {
        // Keys of the desk are not meant here.
        event.stopPropagation();
        if (event.key === 'Escape' && !event.defaultPrevented) office.edits.leave(closeOffice);
      }}
    >
      <nav class="office-nav" aria-label={o('nav.label')}>
        <button
          type="button"
          class="button is-small office-back"
          title={o('nav.backKey')}
          data-testid="office-back"
          onClick={() => office.edits.leave(closeOffice)}
        >
          {o('nav.back')}
        </button>
        <ul>
          {allowed.map((one) => (
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
      <Page key={section} office={office} />
    </main>
  );
}
