import type { AlarmEnding, AlarmKind, PatientNeed } from '#domain';
import { ALARM_TEXTS } from './alarm-texts.ts';
import { sayJournalKind } from './journal-kind-texts.ts';
import type { Language } from './languages.ts';
import type { TimelineField, TimelineKind } from './timeline-kinds.ts';

/**
 * Sentences of an incident's timeline. Values stand in braces by their names; those that end in `Seconds` are given without
 * that ending and as a time, those that end in `At` as a time of day, `status`, `category` and `outcome` as words.
 */
export interface TimelineTexts {
  readonly kinds: Readonly<Record<TimelineKind, string>>;
  readonly fields: Readonly<Record<TimelineField, string>>;
  readonly needs: Readonly<Record<PatientNeed, string>>;
  /** How a position came about. */
  readonly sources: Readonly<Record<string, string>>;
  /** Where a value was empty before or after. */
  readonly empty: string;
  /** Who did what nobody did. */
  readonly system: string;
}

const en: TimelineTexts = {
  kinds: {
    callReceived: 'Call received',
    callLinked: 'Call put to this incident',
    callUnlinked: 'Call taken away from this incident',
    incidentCreated: 'Incident {number} opened: {category}, priority {priority}',
    incidentEdited: 'Changed',
    triaged: 'Questions answered: {category}, priority {priority}',
    triagedOtherwise: 'Decided otherwise than the answers gave: {category}, priority {priority}',
    recommended: 'Recommendation shown: {callSign} first of {candidates}',
    unitSent: '{callSign} sent',
    unitSentRanked: '{callSign} sent, number {rank} of the recommendation',
    unitReserved: '{callSign} reserved for later',
    reservedActivated: '{callSign} sent, reserved before',
    reservedDue: '{callSign} is free for the reserved assignment',
    stepReported: '{callSign}: {status}, pressed {pressedAt}',
    stepReportedBesideFence:
      '{callSign}: {status}, pressed {pressedAt}, by position {geofencedAt} ({difference} apart)',
    stepReportedClockOff:
      '{callSign}: {status}, pressed {pressedAt} as corrected: the tablet’s clock was wrong',
    stepFilledIn: '{callSign}: {status} came late, pressed {pressedAt}',
    stepNotApplied: '{callSign}: {status}, pressed {pressedAt}, did not fit and was not applied',
    stepGeofenced: '{callSign}: {status} by position at {geofencedAt}',
    assignmentCancelled: '{callSign} called off',
    assignmentRefused: '{callSign}: the crew gave the assignment back',
    assignmentDiverted: '{callSign} diverted to incident {otherNumber}',
    assignmentHandedOver: '{callSign} relieved by {otherCallSign}',
    destinationSet: '{callSign} goes to {facility}',
    destinationTakenBack: '{callSign}: destination taken back',
    alarmRaised: 'Alarm: {alarm}',
    alarmReturned: 'Alarm again: {alarm}',
    alarmAcknowledged: 'Alarm acknowledged: {alarm}',
    alarmCleared: 'Alarm over ({ending}): {alarm}',
    duplicateProposed: 'Likely the same event as incident {otherNumber}',
    duplicateDismissed: 'Said to be another event than incident {otherNumber}',
    joinedInto: 'Joined to incident {otherNumber} as the same event',
    joinedHere: 'Incident {otherNumber} joined to this one as the same event',
    unjoined: 'Parted from incident {otherNumber} again',
    unjoinedHere: 'Incident {otherNumber} parted from this one again',
    proposalMade: 'Better use of units proposed: {callSigns}',
    proposalRenewed: 'Proposal changed: {callSigns}',
    proposalWithdrawn: 'Proposal withdrawn: {callSigns}',
    proposalAccepted: 'Proposal accepted: {callSigns}',
    proposalDismissed: 'Proposal put away: {callSigns}',
    remarkAdded: 'Remark',
    incidentClosed: 'Closed: {outcome}',
    incidentReopened: 'Opened again; closing it was a mistake',
    other: '{journalKind}',
  },
  fields: {
    address: 'Address',
    position: 'Position',
    locationSource: 'Source of the position',
    category: 'Category',
    priority: 'Priority',
    needs: 'Needs',
    notes: 'Notes',
  },
  needs: {
    bariatric: 'bariatric',
    wheelchair: 'wheelchair',
    child: 'child',
    newborn: 'newborn',
    birth: 'birth',
    psychiatric: 'psychiatric',
    intensiveCare: 'intensive care',
  },
  sources: {
    place: 'chosen address',
    pin: 'pin on the map',
    coordinates: 'coordinates',
    caller: 'the caller’s device',
    text: 'text only',
  },
  empty: 'nothing',
  system: 'system',
};

const bg: TimelineTexts = {
  kinds: {
    callReceived: 'Прието обаждане',
    callLinked: 'Обаждането е отнесено към този случай',
    callUnlinked: 'Обаждането е откачено от този случай',
    incidentCreated: 'Открит случай {number}: {category}, приоритет {priority}',
    incidentEdited: 'Променено',
    triaged: 'Отговорено на въпросите: {category}, приоритет {priority}',
    triagedOtherwise: 'Решено различно от отговорите: {category}, приоритет {priority}',
    recommended: 'Показана препоръка: {callSign} пръв от {candidates}',
    unitSent: '{callSign} изпратен',
    unitSentRanked: '{callSign} изпратен, номер {rank} в препоръката',
    unitReserved: '{callSign} запазен за по-късно',
    reservedActivated: '{callSign} изпратен, беше запазен',
    reservedDue: '{callSign} е свободен за запазеното назначение',
    stepReported: '{callSign}: {status}, натиснато {pressedAt}',
    stepReportedBesideFence:
      '{callSign}: {status}, натиснато {pressedAt}, по положение {geofencedAt} (разлика {difference})',
    stepReportedClockOff:
      '{callSign}: {status}, натиснато {pressedAt} след поправка: часовникът на таблета беше грешен',
    stepFilledIn: '{callSign}: {status} дойде късно, натиснато {pressedAt}',
    stepNotApplied: '{callSign}: {status}, натиснато {pressedAt}, не подхождаше и не е приложено',
    stepGeofenced: '{callSign}: {status} по положение в {geofencedAt}',
    assignmentCancelled: '{callSign} отзован',
    assignmentRefused: '{callSign}: екипът върна задачата',
    assignmentDiverted: '{callSign} отклонен към случай {otherNumber}',
    assignmentHandedOver: '{callSign} сменен от {otherCallSign}',
    destinationSet: '{callSign} пътува към {facility}',
    destinationTakenBack: '{callSign}: целта е отменена',
    alarmRaised: 'Тревога: {alarm}',
    alarmReturned: 'Отново тревога: {alarm}',
    alarmAcknowledged: 'Тревогата е потвърдена: {alarm}',
    alarmCleared: 'Тревогата отпадна ({ending}): {alarm}',
    duplicateProposed: 'Вероятно същото събитие като случай {otherNumber}',
    duplicateDismissed: 'Преценено като друго събитие, не случай {otherNumber}',
    joinedInto: 'Обединен със случай {otherNumber} като същото събитие',
    joinedHere: 'Случай {otherNumber} е обединен с този като същото събитие',
    unjoined: 'Отново отделен от случай {otherNumber}',
    unjoinedHere: 'Случай {otherNumber} отново е отделен от този',
    proposalMade: 'Предложено по-добро разпределение: {callSigns}',
    proposalRenewed: 'Предложението е променено: {callSigns}',
    proposalWithdrawn: 'Предложението е оттеглено: {callSigns}',
    proposalAccepted: 'Предложението е прието: {callSigns}',
    proposalDismissed: 'Предложението е отхвърлено: {callSigns}',
    remarkAdded: 'Бележка',
    incidentClosed: 'Приключен: {outcome}',
    incidentReopened: 'Отворен отново; приключването беше грешка',
    other: '{journalKind}',
  },
  fields: {
    address: 'Адрес',
    position: 'Положение',
    locationSource: 'Източник на положението',
    category: 'Категория',
    priority: 'Приоритет',
    needs: 'Нужди',
    notes: 'Сведения',
  },
  needs: {
    bariatric: 'бариатричен',
    wheelchair: 'инвалидна количка',
    child: 'дете',
    newborn: 'новородено',
    birth: 'раждане',
    psychiatric: 'психиатричен',
    intensiveCare: 'интензивни грижи',
  },
  sources: {
    place: 'избран адрес',
    pin: 'точка на картата',
    coordinates: 'координати',
    caller: 'устройството на обаждащия се',
    text: 'само текст',
  },
  empty: 'нищо',
  system: 'системата',
};

const cs: TimelineTexts = {
  kinds: {
    callReceived: 'Přijato volání',
    callLinked: 'Volání přiřazeno k této události',
    callUnlinked: 'Volání odebráno od této události',
    incidentCreated: 'Založena událost {number}: {category}, naléhavost {priority}',
    incidentEdited: 'Změněno',
    triaged: 'Otázky zodpovězeny: {category}, naléhavost {priority}',
    triagedOtherwise: 'Rozhodnuto jinak, než vyplynulo z odpovědí: {category}, naléhavost {priority}',
    recommended: 'Zobrazeno doporučení: {callSign} první z {candidates}',
    unitSent: '{callSign} vyslána',
    unitSentRanked: '{callSign} vyslána, v doporučení na místě {rank}',
    unitReserved: '{callSign} zajištěna na později',
    reservedActivated: '{callSign} vyslána, předtím zajištěna',
    reservedDue: '{callSign} je volná pro zajištěný výjezd',
    stepReported: '{callSign}: {status}, stisknuto {pressedAt}',
    stepReportedBesideFence:
      '{callSign}: {status}, stisknuto {pressedAt}, podle polohy {geofencedAt} (rozdíl {difference})',
    stepReportedClockOff: '{callSign}: {status}, stisknuto {pressedAt} po opravě: hodiny tabletu šly špatně',
    stepFilledIn: '{callSign}: {status} přišlo pozdě, stisknuto {pressedAt}',
    stepNotApplied: '{callSign}: {status}, stisknuto {pressedAt}, nenavazovalo a nebylo použito',
    stepGeofenced: '{callSign}: {status} podle polohy v {geofencedAt}',
    assignmentCancelled: '{callSign} odvolána',
    assignmentRefused: '{callSign}: posádka úkol vrátila',
    assignmentDiverted: '{callSign} odkloněna k události {otherNumber}',
    assignmentHandedOver: '{callSign} vystřídána posádkou {otherCallSign}',
    destinationSet: '{callSign} jede do: {facility}',
    destinationTakenBack: '{callSign}: cíl zrušen',
    alarmRaised: 'Poplach: {alarm}',
    alarmReturned: 'Poplach znovu: {alarm}',
    alarmAcknowledged: 'Poplach potvrzen: {alarm}',
    alarmCleared: 'Poplach pominul ({ending}): {alarm}',
    duplicateProposed: 'Nejspíš táž událost jako {otherNumber}',
    duplicateDismissed: 'Určeno jako jiná událost než {otherNumber}',
    joinedInto: 'Spojeno s událostí {otherNumber} jako táž událost',
    joinedHere: 'Událost {otherNumber} spojena s touto jako táž událost',
    unjoined: 'Opět odděleno od události {otherNumber}',
    unjoinedHere: 'Událost {otherNumber} opět oddělena od této',
    proposalMade: 'Navrženo lepší využití posádek: {callSigns}',
    proposalRenewed: 'Návrh změněn: {callSigns}',
    proposalWithdrawn: 'Návrh stažen: {callSigns}',
    proposalAccepted: 'Návrh přijat: {callSigns}',
    proposalDismissed: 'Návrh odložen: {callSigns}',
    remarkAdded: 'Poznámka',
    incidentClosed: 'Uzavřeno: {outcome}',
    incidentReopened: 'Znovu otevřeno; uzavření bylo omylem',
    other: '{journalKind}',
  },
  fields: {
    address: 'Adresa',
    position: 'Poloha',
    locationSource: 'Původ polohy',
    category: 'Kategorie',
    priority: 'Naléhavost',
    needs: 'Potřeby',
    notes: 'Sdělení',
  },
  needs: {
    bariatric: 'bariatrický',
    wheelchair: 'invalidní vozík',
    child: 'dítě',
    newborn: 'novorozenec',
    birth: 'porod',
    psychiatric: 'psychiatrický',
    intensiveCare: 'intenzivní péče',
  },
  sources: {
    place: 'vybraná adresa',
    pin: 'bod na mapě',
    coordinates: 'souřadnice',
    caller: 'zařízení volajícího',
    text: 'jen text',
  },
  empty: 'nic',
  system: 'systém',
};

const sv: TimelineTexts = {
  kinds: {
    callReceived: 'Samtal mottaget',
    callLinked: 'Samtalet fördes till händelsen',
    callUnlinked: 'Samtalet togs bort från händelsen',
    incidentCreated: 'Händelse {number} öppnad: {category}, prioritet {priority}',
    incidentEdited: 'Ändrat',
    triaged: 'Frågorna besvarade: {category}, prioritet {priority}',
    triagedOtherwise: 'Beslutat annorlunda än svaren gav: {category}, prioritet {priority}',
    recommended: 'Rekommendation visad: {callSign} först av {candidates}',
    unitSent: '{callSign} skickad',
    unitSentRanked: '{callSign} skickad, nummer {rank} i rekommendationen',
    unitReserved: '{callSign} reserverad till senare',
    reservedActivated: '{callSign} skickad, tidigare reserverad',
    reservedDue: '{callSign} är ledig för det reserverade uppdraget',
    stepReported: '{callSign}: {status}, tryckt {pressedAt}',
    stepReportedBesideFence:
      '{callSign}: {status}, tryckt {pressedAt}, enligt position {geofencedAt} (skillnad {difference})',
    stepReportedClockOff:
      '{callSign}: {status}, tryckt {pressedAt} efter rättning: surfplattans klocka gick fel',
    stepFilledIn: '{callSign}: {status} kom sent, tryckt {pressedAt}',
    stepNotApplied: '{callSign}: {status}, tryckt {pressedAt}, passade inte och användes inte',
    stepGeofenced: '{callSign}: {status} enligt position {geofencedAt}',
    assignmentCancelled: '{callSign} återkallad',
    assignmentRefused: '{callSign}: besättningen lämnade tillbaka uppdraget',
    assignmentDiverted: '{callSign} omdirigerad till händelse {otherNumber}',
    assignmentHandedOver: '{callSign} avlöst av {otherCallSign}',
    destinationSet: '{callSign} kör till {facility}',
    destinationTakenBack: '{callSign}: destinationen togs bort',
    alarmRaised: 'Larm: {alarm}',
    alarmReturned: 'Larm igen: {alarm}',
    alarmAcknowledged: 'Larm kvitterat: {alarm}',
    alarmCleared: 'Larm över ({ending}): {alarm}',
    duplicateProposed: 'Troligen samma händelse som {otherNumber}',
    duplicateDismissed: 'Bedömd som en annan händelse än {otherNumber}',
    joinedInto: 'Sammanförd med händelse {otherNumber} som samma händelse',
    joinedHere: 'Händelse {otherNumber} sammanförd med denna som samma händelse',
    unjoined: 'Åter skild från händelse {otherNumber}',
    unjoinedHere: 'Händelse {otherNumber} åter skild från denna',
    proposalMade: 'Bättre användning av enheter föreslagen: {callSigns}',
    proposalRenewed: 'Förslaget ändrat: {callSigns}',
    proposalWithdrawn: 'Förslaget återtaget: {callSigns}',
    proposalAccepted: 'Förslaget antaget: {callSigns}',
    proposalDismissed: 'Förslaget avfärdat: {callSigns}',
    remarkAdded: 'Anteckning',
    incidentClosed: 'Avslutad: {outcome}',
    incidentReopened: 'Öppnad igen; avslutet var ett misstag',
    other: '{journalKind}',
  },
  fields: {
    address: 'Adress',
    position: 'Position',
    locationSource: 'Positionens källa',
    category: 'Kategori',
    priority: 'Prioritet',
    needs: 'Behov',
    notes: 'Uppgifter',
  },
  needs: {
    bariatric: 'bariatrisk',
    wheelchair: 'rullstol',
    child: 'barn',
    newborn: 'nyfödd',
    birth: 'förlossning',
    psychiatric: 'psykiatrisk',
    intensiveCare: 'intensivvård',
  },
  sources: {
    place: 'vald adress',
    pin: 'nål på kartan',
    coordinates: 'koordinater',
    caller: 'inringarens telefon',
    text: 'endast text',
  },
  empty: 'inget',
  system: 'systemet',
};

export const TIMELINE_TEXTS: Readonly<Record<Language, TimelineTexts>> = { en, bg, cs, sv };

/** Words and times as the reader's screen or page writes them. */
export interface TimelineWords {
  readonly step: (code: string) => string;
  readonly category: (code: string) => string;
  readonly outcome: (code: string) => string;
  readonly clock: (instant: string) => string;
  readonly duration: (seconds: number) => string;
}

type Value = string | number | boolean | null;
interface SayableEntry {
  readonly kind: TimelineKind;
  readonly values: Readonly<Record<string, Value>>;
  readonly changes: readonly {
    readonly field: TimelineField;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

const fill = (text: string, valueOf: (name: string) => string | undefined): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => valueOf(name) ?? whole);

function alarmText(language: Language, values: SayableEntry['values'], words: TimelineWords): string {
  const text = ALARM_TEXTS[language].kinds[values['alarmKind'] as AlarmKind] as string | undefined;
  if (text === undefined) return String(values['alarmKind']);
  const limit = values['limitSeconds'];
  const shown: Record<string, Value | undefined> = {
    callSign: values['callSign'],
    incident: values['number'],
    duration: typeof limit === 'number' ? words.duration(limit) : '',
  };
  return fill(text, (name) => String(shown[name] ?? ''));
}

function valueText(
  language: Language,
  values: SayableEntry['values'],
  words: TimelineWords,
  name: string,
): string | undefined {
  if (name === 'alarm') return alarmText(language, values, words);
  if (name === 'ending') return ALARM_TEXTS[language].endings[values['because'] as AlarmEnding];
  const seconds = values[`${name}Seconds`];
  if (typeof seconds === 'number') return words.duration(Math.abs(seconds));
  const value = values[name];
  if (value === undefined || value === null) return undefined;
  if (name === 'status') return words.step(String(value));
  if (name === 'category') return words.category(String(value));
  if (name === 'journalKind') return sayJournalKind(language, String(value));
  if (name === 'outcome') return words.outcome(String(value));
  return name.endsWith('At') ? words.clock(String(value)) : String(value);
}

/** The sentence of an entry in a language; a value that is missing stays visible as its name. */
export function sayTimeline(language: Language, entry: SayableEntry, words: TimelineWords): string {
  return fill(TIMELINE_TEXTS[language].kinds[entry.kind], (name) =>
    valueText(language, entry.values, words, name),
  );
}

/** Needs of patients in a language. */
export function sayNeeds(language: Language, needs: readonly string[]): string {
  const words: Readonly<Record<string, string>> = TIMELINE_TEXTS[language].needs;
  return needs.map((need) => words[need] ?? need).join(', ');
}

/** What one changed field was before and is after, as two texts. */
export function sayChange(
  language: Language,
  { field, before, after }: SayableEntry['changes'][number],
  words: TimelineWords,
): { readonly field: string; readonly before: string; readonly after: string } {
  const texts = TIMELINE_TEXTS[language];
  const show = (value: string | null): string => {
    if (value === null || value === '') return texts.empty;
    if (field === 'category') return words.category(value);
    if (field === 'locationSource') return texts.sources[value] ?? value;
    return field === 'needs' ? sayNeeds(language, value.split(',')) : value;
  };
  return { field: texts.fields[field], before: show(before), after: show(after) };
}
