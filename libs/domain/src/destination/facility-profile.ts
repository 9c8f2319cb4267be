import {
  ALWAYS_OPEN,
  isOpenAt,
  type LocalCalendar,
  OFFICE_HOURS,
  type OpeningHours,
} from './opening-hours.ts';
import { parseOpeningHours } from './parse-opening-hours.ts';
import {
  type CareLevel,
  type FacilityKind,
  type FacilityService,
  ROUND_THE_CLOCK_SERVICES,
} from './services.ts';

export interface ServiceOffer {
  readonly service: FacilityService;
  /** Null: round the clock, or by the facility's own hours, as is usual for the service. */
  readonly hours: OpeningHours | null;
}

/** What a facility can do, and when. */
export interface FacilityProfile {
  readonly level: CareLevel;
  readonly services: readonly ServiceOffer[];
  readonly hours: OpeningHours;
  /** True when nobody gave hours that could be read. */
  readonly hoursAreAssumed: boolean;
  /** Beds, or places of treatment where nobody stays overnight. */
  readonly capacity: number | null;
}

/** What the map says of a facility. */
export interface MappedFacility {
  readonly kind: FacilityKind;
  readonly name: string;
  readonly hasEmergency: boolean;
  /** Tags of OpenStreetMap; empty for a facility added by hand. */
  readonly tags: Readonly<Record<string, string>>;
}

const LEVEL_OF_KIND: Readonly<Record<FacilityKind, CareLevel>> = {
  hospital: 'hospital',
  urgentCare: 'urgentCare',
  diagnosticCentre: 'diagnosticCentre',
  clinic: 'clinic',
  doctors: 'clinic',
};

/** By value of the tag `healthcare:speciality` (https://wiki.openstreetmap.org/wiki/Key:healthcare:speciality). */
const SERVICE_OF_SPECIALITY: Readonly<Record<string, FacilityService>> = {
  paediatrics: 'paediatric24h',
  pediatrics: 'paediatric24h',
  obstetrics: 'maternity',
  gynaecology: 'maternity',
  maternity: 'maternity',
  neonatology: 'neonatal',
  stroke: 'stroke',
  stroke_medicine: 'stroke',
  trauma: 'trauma',
  traumatology: 'trauma',
  burns: 'burns',
  intensive: 'intensiveCare',
  intensive_care: 'intensiveCare',
  psychiatry: 'psychiatric',
  toxicology: 'toxicology',
  infectious_diseases: 'infectious',
  dialysis: 'dialysis',
  radiology: 'imaging',
  diagnostic_radiology: 'imaging',
  dentist: 'dental',
  dental: 'dental',
  general: 'generalPractice',
};

/** What a name says in the languages of the presets. A word is looked for at the beginning of words. */
const SPECIALIST_WORDS: readonly { readonly words: RegExp; readonly service: FacilityService | undefined }[] =
  [
    {
      words: wordStarts(
        'children',
        'niñ',
        'pediatr',
        'paediatr',
        'barnsj',
        'barnkl',
        'dětsk',
        'детск',
        'педиатр',
      ),
      service: 'paediatric24h',
    },
    {
      words: wordStarts('matern', 'women', 'mujer', 'porod', 'kvinno', 'родил', 'акушер', 'майч'),
      service: 'maternity',
    },
    { words: wordStarts('psych', 'psiqui', 'psiki', 'mental', 'психи', 'псих'), service: 'psychiatric' },
    { words: wordStarts('burn', 'quemad', 'popálen', 'изгар'), service: 'burns' },
    { words: wordStarts('infect', 'infecc', 'infekč', 'infektion', 'инфекц'), service: 'infectious' },
    { words: wordStarts('dialy', 'diális', 'dialýz', 'диализ'), service: 'dialysis' },
    // Hospitals that take nobody in from the street, whatever the map leaves unsaid.
    {
      words: wordStarts(
        'oncolog',
        'onkolog',
        'cancer',
        'cáncer',
        'rehab',
        'geriatr',
        'hospice',
        'ortoped',
        'policl',
        'poliklin',
        'prótesis',
        'protesis',
        'онколог',
        'рехаб',
        'хоспис',
        'поликлин',
      ),
      service: undefined,
    },
  ];

function wordStarts(...starts: string[]): RegExp {
  return new RegExp(`(?:^|[^\\p{L}])(?:${starts.join('|')})`, 'iu');
}

const GENERAL_EMERGENCY: readonly FacilityService[] = ['emergency24h', 'imaging', 'minorInjuries'];
const USUAL_SERVICES: Readonly<Record<CareLevel, readonly FacilityService[]>> = {
  hospital: ['imaging'],
  urgentCare: ['minorInjuries', 'generalPractice'],
  diagnosticCentre: ['imaging', 'generalPractice'],
  clinic: ['generalPractice'],
};

/**
 * What a facility is taken to offer while nobody has said: its level from its kind, its services from the tag
 * `healthcare:speciality` and from its name, its hours from the tag `opening_hours`.
 *
 * A hospital with an emergency department treats adults day and night, has imaging and sees to small injuries. One that
 * a name or tag makes a specialist house has only its speciality, unless the map expressly gives it an emergency
 * department and it is not one for children or births. Stroke units, cath labs and trauma centres are never guessed from being a
 * hospital. A clinic with emergency care counts as urgent care. Without readable hours hospitals and urgent care are
 * taken to be always open, all others in office hours.
 */
export function deriveProfile(facility: MappedFacility): FacilityProfile {
  const { kind, hasEmergency, tags } = facility;
  const level = kind !== 'hospital' && hasEmergency ? 'urgentCare' : LEVEL_OF_KIND[kind];
  const specialities = specialitiesOf(facility);
  const services = new Set<FacilityService>(specialities.services);
  if (level !== 'hospital') USUAL_SERVICES[level].forEach((one) => services.add(one));
  else if (treatsAdultsInEmergencies(facility, specialities))
    GENERAL_EMERGENCY.forEach((one) => services.add(one));
  else if (!specialities.isSpecialist) USUAL_SERVICES.hospital.forEach((one) => services.add(one));
  const read = tags['opening_hours'] === undefined ? undefined : parseOpeningHours(tags['opening_hours']);
  const isAlwaysOpen = level === 'hospital' || level === 'urgentCare';
  return {
    level,
    services: [...services].map((service) => ({ service, hours: null })),
    hours: read?.ok ? read.hours : isAlwaysOpen ? ALWAYS_OPEN : OFFICE_HOURS,
    hoursAreAssumed: !read?.ok,
    capacity: bedsOf(tags),
  };
}

interface Specialities {
  readonly services: readonly FacilityService[];
  readonly isSpecialist: boolean;
}

function specialitiesOf({ name, tags }: MappedFacility): Specialities {
  const tagged = (tags['healthcare:speciality'] ?? '').split(';').map((one) => one.trim().toLowerCase());
  const byTag = tagged.flatMap((one) =>
    Object.hasOwn(SERVICE_OF_SPECIALITY, one) ? [SERVICE_OF_SPECIALITY[one]!] : [],
  );
  const byName = SPECIALIST_WORDS.filter(({ words }) => words.test(name));
  const services = [...byTag, ...byName.flatMap(({ service }) => service ?? [])];
  return { services, isSpecialist: byName.length > 0 };
}

function treatsAdultsInEmergencies(
  { hasEmergency, tags }: MappedFacility,
  { services, isSpecialist }: Specialities,
) {
  if (!hasEmergency) return false;
  if (!isSpecialist) return true;
  const isForChildrenOrBirths = services.includes('paediatric24h') || services.includes('maternity');
  return tags['emergency'] === 'yes' && !isForChildrenOrBirths;
}

function bedsOf(tags: MappedFacility['tags']): number | null {
  const beds = Number(tags['capacity:beds'] ?? tags['beds'] ?? tags['capacity']);
  return Number.isInteger(beds) && beds > 0 && beds <= 100_000 ? beds : null;
}

/** True when the service can be had at an instant, as far as hours tell. */
export function isServiceOpenAt(
  profile: Pick<FacilityProfile, 'hours'>,
  { service, hours }: ServiceOffer,
  at: Date,
  calendar: LocalCalendar,
): boolean {
  if (hours === null && ROUND_THE_CLOCK_SERVICES.includes(service)) return true;
  return isOpenAt(hours ?? profile.hours, at, calendar);
}
