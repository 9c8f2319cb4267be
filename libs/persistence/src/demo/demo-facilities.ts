import type { FacilityView } from '#contracts';
import type { FacilityService } from '#domain';

export interface DemoProfile {
  readonly facilityId: string;
  readonly services: readonly FacilityService[];
}

/** What the great university hospital of a city has. */
const EVERYTHING_ADULT: readonly FacilityService[] = [
  'emergency24h',
  'imaging',
  'minorInjuries',
  'stroke',
  'cathLab',
  'trauma',
  'burns',
  'intensiveCare',
  'toxicology',
  'dialysis',
];

/**
 * Hospitals of the demo city whose names do not tell what they are for: the university hospital, the one for women and
 * children, the psychiatric one, and two general ones with a cath lab and a stroke unit (the last two made up).
 */
const KNOWN: readonly { readonly name: RegExp; readonly services: readonly FacilityService[] }[] = [
  { name: /^hospital de clínicas/i, services: EVERYTHING_ADULT },
  { name: /pereira rossell/i, services: ['paediatric24h', 'maternity', 'neonatal', 'imaging'] },
  { name: /vilardebó/i, services: ['psychiatric'] },
  {
    name: /^hospital maciel/i,
    services: ['emergency24h', 'imaging', 'minorInjuries', 'stroke', 'intensiveCare'],
  },
  {
    name: /^sanatorio americano/i,
    services: ['emergency24h', 'imaging', 'minorInjuries', 'cathLab', 'intensiveCare'],
  },
];

/** The demo's main hospital and what the demo says that hospitals offer; undefined in a region without emergency department. */
export function planDemoFacilities(
  facilities: readonly FacilityView[],
): { readonly mainId: string; readonly profiles: readonly DemoProfile[] } | undefined {
  const hospitals = facilities.filter(({ level }) => level === 'hospital');
  const known = hospitals.flatMap(({ id, name }): DemoProfile[] => {
    const found = KNOWN.find((one) => one.name.test(name));
    return found ? [{ facilityId: id, services: found.services }] : [];
  });
  const isMain = ({ services }: { services: readonly FacilityService[] }): boolean =>
    services.includes('trauma') && services.includes('emergency24h');
  const knownMain = known.find(isMain);
  if (knownMain) return { mainId: knownMain.facilityId, profiles: known };
  const main = hospitals.find(({ services }) => services.includes('emergency24h'));
  if (!main) return undefined;
  return { mainId: main.id, profiles: [...known, { facilityId: main.id, services: EVERYTHING_ADULT }] };
}
