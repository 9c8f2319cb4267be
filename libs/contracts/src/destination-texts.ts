import type {
  CareLevel,
  DestinationPart,
  DestinationReason,
  DestinationRejection,
  DiversionState,
  FacilityService,
} from '#domain';
import type { Language } from './reason-texts.ts';

/**
 * Words of destination advice. Values stand in braces by their names; those that end in `Seconds` are given without that
 * ending and already as a time (`travelSeconds: 250` is `{travel}`, `4:10`), `opensAt` as a time of day, and `service`, `services` and
 * `level` as words of the lists below.
 */
export interface DestinationTexts {
  readonly because: Readonly<Record<DestinationReason, string>>;
  readonly rejected: Readonly<Record<DestinationRejection, string>>;
  readonly parts: Readonly<Record<DestinationPart, string>>;
  readonly services: Readonly<Record<FacilityService, string>>;
  readonly levels: Readonly<Record<CareLevel, string>>;
  readonly states: Readonly<Record<DiversionState, string>>;
}

const en: DestinationTexts = {
  because: {
    nobody:
      'No place can take this patient now; {rejected} were left out. Look at the reasons and call one of them.',
    onlyOne: '{name}, {travel} away, is the only place that will do.',
    nearest: '{name} is the nearest that will do: {travel} away, {lead} before {nextName}.',
    specialist: '{name} has what {nearName} lacks ({service}), for {extra} more of road.',
    rightLevel: '{name} ({level}) suffices and spares {nearName}, for {extra} more of road.',
    shorterWait: '{name} is {extra} farther than {nearName}, but the wait there is {saved} shorter.',
    lessLoaded: '{name} is {extra} farther than {nearName}, which is full.',
  },
  rejected: {
    serviceMissing: 'has none of: {services}',
    levelNotFit: '{level}: does not suffice',
    beyondLimit: 'more than {limit} away by road',
    closedOnArrival: 'closed on arrival, opens {opensAt}',
    diverting: 'takes no ambulances now',
    closedByFacility: 'closed for now',
  },
  parts: {
    travel: 'road',
    wait: 'wait',
    load: 'load',
    busy: 'busy',
    noBed: 'no free bed',
    level: 'more care than needed',
    specialist: 'speciality missing',
  },
  services: {
    emergency24h: 'emergency department',
    paediatric24h: 'emergency department for children',
    maternity: 'maternity',
    neonatal: 'intensive care of newborns',
    stroke: 'stroke unit',
    cathLab: 'cath lab',
    trauma: 'trauma centre',
    burns: 'burns',
    intensiveCare: 'intensive care',
    psychiatric: 'psychiatry',
    toxicology: 'poisoning',
    infectious: 'infectious diseases',
    dialysis: 'dialysis',
    imaging: 'imaging',
    minorInjuries: 'minor injuries',
    generalPractice: 'general practice',
    dental: 'dentist',
  },
  levels: {
    hospital: 'hospital',
    urgentCare: 'urgent care',
    diagnosticCentre: 'diagnostic centre',
    clinic: 'clinic',
  },
  states: {
    open: 'open',
    busy: 'busy',
    divertAmbulances: 'takes no ambulances',
    closed: 'closed',
  },
};

const bg: DestinationTexts = {
  because: {
    nobody:
      'Никое заведение не може да приеме пациента сега; отпаднаха {rejected}. Вижте причините и се обадете на някое от тях.',
    onlyOne: '{name}, на {travel} път, е единственото подходящо място.',
    nearest: '{name} е най-близкото подходящо: {travel} път, с {lead} преди {nextName}.',
    specialist: '{name} има това, което липсва в {nearName} ({service}), за {extra} повече път.',
    rightLevel: '{name} ({level}) е достатъчно и щади {nearName}, за {extra} повече път.',
    shorterWait: '{name} е с {extra} по-далеч от {nearName}, но там се чака с {saved} по-малко.',
    lessLoaded: '{name} е с {extra} по-далеч от {nearName}, където е пълно.',
  },
  rejected: {
    serviceMissing: 'няма нито едно от: {services}',
    levelNotFit: '{level}: не е достатъчно',
    beyondLimit: 'на повече от {limit} път',
    closedOnArrival: 'при пристигане ще е затворено, отваря в {opensAt}',
    diverting: 'сега не приема линейки',
    closedByFacility: 'временно затворено',
  },
  parts: {
    travel: 'път',
    wait: 'чакане',
    load: 'натовареност',
    busy: 'заето',
    noBed: 'няма свободно легло',
    level: 'повече грижи от нужното',
    specialist: 'липсва специалност',
  },
  services: {
    emergency24h: 'спешно отделение',
    paediatric24h: 'детско спешно отделение',
    maternity: 'родилно отделение',
    neonatal: 'интензивни грижи за новородени',
    stroke: 'инсултно отделение',
    cathLab: 'сърдечна катетеризация',
    trauma: 'травматологичен център',
    burns: 'изгаряния',
    intensiveCare: 'интензивно отделение',
    psychiatric: 'психиатрия',
    toxicology: 'токсикология',
    infectious: 'инфекциозни болести',
    dialysis: 'диализа',
    imaging: 'образна диагностика',
    minorInjuries: 'леки травми',
    generalPractice: 'общопрактикуващ лекар',
    dental: 'зъболекар',
  },
  levels: {
    hospital: 'болница',
    urgentCare: 'неотложна помощ',
    diagnosticCentre: 'диагностично-консултативен център',
    clinic: 'амбулатория',
  },
  states: {
    open: 'отворено',
    busy: 'натоварено',
    divertAmbulances: 'не приема линейки',
    closed: 'затворено',
  },
};

const cs: DestinationTexts = {
  because: {
    nobody:
      'Pacienta teď nemůže přijmout žádné zařízení; vyřazeno jich bylo {rejected}. Podívejte se na důvody a některé zavolejte.',
    onlyOne: '{name}, {travel} jízdy, je jediné vhodné místo.',
    nearest: '{name} je nejbližší vhodné: {travel} jízdy, o {lead} dřív než {nextName}.',
    specialist: '{name} má, co v {nearName} chybí ({service}), za {extra} jízdy navíc.',
    rightLevel: '{name} ({level}) stačí a šetří {nearName}, za {extra} jízdy navíc.',
    shorterWait: '{name} je o {extra} dál než {nearName}, ale čeká se tam o {saved} méně.',
    lessLoaded: '{name} je o {extra} dál než {nearName}, kde je plno.',
  },
  rejected: {
    serviceMissing: 'nemá nic z: {services}',
    levelNotFit: '{level}: nestačí',
    beyondLimit: 'víc než {limit} jízdy',
    closedOnArrival: 'při příjezdu zavřeno, otevírá {opensAt}',
    diverting: 'teď nepřijímá sanitky',
    closedByFacility: 'dočasně zavřeno',
  },
  parts: {
    travel: 'jízda',
    wait: 'čekání',
    load: 'vytížení',
    busy: 'rušno',
    noBed: 'žádné volné lůžko',
    level: 'víc péče, než je třeba',
    specialist: 'chybí specializace',
  },
  services: {
    emergency24h: 'urgentní příjem',
    paediatric24h: 'dětský urgentní příjem',
    maternity: 'porodnice',
    neonatal: 'intenzivní péče o novorozence',
    stroke: 'iktové centrum',
    cathLab: 'katetrizační sál',
    trauma: 'traumacentrum',
    burns: 'popáleninové centrum',
    intensiveCare: 'intenzivní péče',
    psychiatric: 'psychiatrie',
    toxicology: 'toxikologie',
    infectious: 'infekční oddělení',
    dialysis: 'dialýza',
    imaging: 'zobrazovací vyšetření',
    minorInjuries: 'drobná poranění',
    generalPractice: 'praktický lékař',
    dental: 'zubní lékař',
  },
  levels: {
    hospital: 'nemocnice',
    urgentCare: 'pohotovost',
    diagnosticCentre: 'diagnostické centrum',
    clinic: 'ambulance lékaře',
  },
  states: {
    open: 'otevřeno',
    busy: 'rušno',
    divertAmbulances: 'nepřijímá sanitky',
    closed: 'zavřeno',
  },
};

const sv: DestinationTexts = {
  because: {
    nobody:
      'Ingen vårdinrättning kan ta emot patienten nu; {rejected} föll bort. Se skälen och ring en av dem.',
    onlyOne: '{name}, {travel} bort, är det enda stället som duger.',
    nearest: '{name} är närmast av dem som duger: {travel} bort, {lead} före {nextName}.',
    specialist: '{name} har det som {nearName} saknar ({service}), för {extra} längre väg.',
    rightLevel: '{name} ({level}) räcker och skonar {nearName}, för {extra} längre väg.',
    shorterWait: '{name} ligger {extra} längre bort än {nearName}, men väntan där är {saved} kortare.',
    lessLoaded: '{name} ligger {extra} längre bort än {nearName}, där det är fullt.',
  },
  rejected: {
    serviceMissing: 'har inget av: {services}',
    levelNotFit: '{level}: räcker inte',
    beyondLimit: 'mer än {limit} bort på väg',
    closedOnArrival: 'stängt vid ankomst, öppnar {opensAt}',
    diverting: 'tar inte emot ambulanser nu',
    closedByFacility: 'tillfälligt stängt',
  },
  parts: {
    travel: 'väg',
    wait: 'väntan',
    load: 'belastning',
    busy: 'mycket att göra',
    noBed: 'ingen ledig vårdplats',
    level: 'mer vård än som behövs',
    specialist: 'specialitet saknas',
  },
  services: {
    emergency24h: 'akutmottagning',
    paediatric24h: 'barnakut',
    maternity: 'förlossning',
    neonatal: 'neonatal intensivvård',
    stroke: 'strokeenhet',
    cathLab: 'kranskärlslab',
    trauma: 'traumacentrum',
    burns: 'brännskadevård',
    intensiveCare: 'intensivvård',
    psychiatric: 'psykiatri',
    toxicology: 'förgiftningar',
    infectious: 'infektion',
    dialysis: 'dialys',
    imaging: 'röntgen',
    minorInjuries: 'lättare skador',
    generalPractice: 'allmänläkare',
    dental: 'tandläkare',
  },
  levels: {
    hospital: 'sjukhus',
    urgentCare: 'närakut',
    diagnosticCentre: 'diagnostikcentrum',
    clinic: 'vårdcentral',
  },
  states: {
    open: 'öppet',
    busy: 'mycket att göra',
    divertAmbulances: 'tar inte emot ambulanser',
    closed: 'stängt',
  },
};

export const DESTINATION_TEXTS: Readonly<Record<Language, DestinationTexts>> = { en, bg, cs, sv };
