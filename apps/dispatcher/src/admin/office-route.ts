import type { Role } from '#domain';
import { signal } from '@preact/signals';

/** Pages beside the desk, by the part of the address after `#`. */
export const OFFICE_SECTIONS = [
  'account',
  'admin/users',
  'admin/units',
  'admin/shifts',
  'admin/stations',
  'admin/posts',
  'admin/facilities',
  'admin/devices',
  'admin/region',
  'admin/plan',
  'admin/destinations',
  'admin/standards',
  'admin/triage',
] as const;
export type OfficeSection = (typeof OFFICE_SECTIONS)[number];

const SUPERVISORS: readonly OfficeSection[] = [
  'account',
  'admin/shifts',
  'admin/plan',
  'admin/destinations',
  'admin/standards',
  'admin/triage',
];

/** What the roles held in the region open; everybody has an account. */
export function sectionsFor(roles: readonly Role[]): readonly OfficeSection[] {
  if (roles.includes('admin')) return OFFICE_SECTIONS;
  return roles.includes('supervisor') ? SUPERVISORS : ['account'];
}

const readHash = (): OfficeSection | undefined => {
  const name = decodeURIComponent(location.hash.slice(1));
  return OFFICE_SECTIONS.find((section) => section === name);
};

/** The page that lies over the desk, if any. The address keeps it over a reload. */
export const officeSection = signal<OfficeSection | undefined>(undefined);

if (typeof window !== 'undefined') {
  officeSection.value = readHash();
  window.addEventListener('hashchange', () => (officeSection.value = readHash()));
}

export function openOffice(section: OfficeSection): void {
  location.hash = section;
}

export function closeOffice(): void {
  // Without a hash there is nothing to go back to twice.
  history.pushState(null, '', location.pathname + location.search);
  officeSection.value = undefined;
}
