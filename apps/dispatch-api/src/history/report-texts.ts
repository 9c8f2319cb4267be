import type { Language } from '#contracts';

/** Headings of a printed incident. */
export interface ReportTexts {
  readonly title: string;
  readonly priority: string;
  readonly opened: string;
  readonly closed: string;
  readonly place: string;
  readonly position: string;
  readonly notes: string;
  readonly units: string;
  readonly patients: string;
  readonly calls: string;
  readonly timeline: string;
  readonly training: string;
  readonly patient: string;
  readonly age: string;
  readonly years: string;
  readonly months: string;
  readonly sexes: Readonly<Record<string, string>>;
  readonly triage: Readonly<Record<string, string>>;
  readonly none: string;
  readonly printed: string;
  readonly page: string;
  readonly times: string;
  readonly personal: string;
}

export const REPORT_TEXTS: Readonly<Record<Language, ReportTexts>> = {
  en: {
    title: 'Incident {number}',
    priority: 'Priority',
    opened: 'Opened',
    closed: 'Closed',
    place: 'Place',
    position: 'Position',
    notes: 'Notes',
    units: 'Units',
    patients: 'Patients',
    calls: 'Calls',
    timeline: 'What happened',
    training: 'Exercise: not a real incident',
    patient: 'Patient {number}',
    age: 'age',
    years: 'years',
    months: 'months',
    sexes: { female: 'female', male: 'male', other: 'other' },
    triage: { immediate: 'immediate', urgent: 'urgent', delayed: 'delayed', dead: 'dead' },
    none: 'none',
    printed: 'Printed by {name} on {time}',
    page: 'Page {page} of {pages}',
    times: 'All times: {zone}',
    personal: 'Holds personal data. Keep it locked away and destroy it when it is no longer needed.',
  },
  bg: {
    title: 'Случай {number}',
    priority: 'Приоритет',
    opened: 'Открит',
    closed: 'Приключен',
    place: 'Място',
    position: 'Положение',
    notes: 'Сведения',
    units: 'Екипи',
    patients: 'Пациенти',
    calls: 'Обаждания',
    timeline: 'Какво се случи',
    training: 'Учение: не е истински случай',
    patient: 'Пациент {number}',
    age: 'възраст',
    years: 'г.',
    months: 'мес.',
    sexes: { female: 'жена', male: 'мъж', other: 'друг' },
    triage: { immediate: 'незабавно', urgent: 'спешно', delayed: 'отложено', dead: 'починал' },
    none: 'няма',
    printed: 'Отпечатал {name} на {time}',
    page: 'Страница {page} от {pages}',
    times: 'Всички часове: {zone}',
    personal: 'Съдържа лични данни. Пазете заключено и унищожете, когато вече не е нужно.',
  },
  cs: {
    title: 'Událost {number}',
    priority: 'Naléhavost',
    opened: 'Založena',
    closed: 'Uzavřena',
    place: 'Místo',
    position: 'Poloha',
    notes: 'Sdělení',
    units: 'Posádky',
    patients: 'Pacienti',
    calls: 'Volání',
    timeline: 'Průběh',
    training: 'Cvičení: není skutečná událost',
    patient: 'Pacient {number}',
    age: 'věk',
    years: 'let',
    months: 'měsíců',
    sexes: { female: 'žena', male: 'muž', other: 'jiné' },
    triage: { immediate: 'okamžitě', urgent: 'naléhavě', delayed: 'odloženě', dead: 'mrtvý' },
    none: 'nic',
    printed: 'Vytiskl(a) {name} dne {time}',
    page: 'Strana {page} z {pages}',
    times: 'Všechny časy: {zone}',
    personal: 'Obsahuje osobní údaje. Uchovávejte pod zámkem, a až nebude třeba, zničte.',
  },
  sv: {
    title: 'Händelse {number}',
    priority: 'Prioritet',
    opened: 'Öppnad',
    closed: 'Avslutad',
    place: 'Plats',
    position: 'Position',
    notes: 'Uppgifter',
    units: 'Enheter',
    patients: 'Patienter',
    calls: 'Samtal',
    timeline: 'Förlopp',
    training: 'Övning: ingen verklig händelse',
    patient: 'Patient {number}',
    age: 'ålder',
    years: 'år',
    months: 'månader',
    sexes: { female: 'kvinna', male: 'man', other: 'annat' },
    triage: { immediate: 'omedelbart', urgent: 'brådskande', delayed: 'kan vänta', dead: 'avliden' },
    none: 'inget',
    printed: 'Utskriven av {name} {time}',
    page: 'Sida {page} av {pages}',
    times: 'Alla tider: {zone}',
    personal: 'Innehåller personuppgifter. Förvara inlåst och förstör när det inte längre behövs.',
  },
};
