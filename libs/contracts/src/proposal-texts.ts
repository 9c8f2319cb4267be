import type { Language } from './reason-texts.ts';

/** Values in braces are filled in by the screen; times are whole minutes. */
const en = {
  sendJointly:
    'Deciding {incidents} waiting incidents together saves {savedMinutes} min of waiting, weighted by priority, against first come, first served.',
  exchange:
    '{callSign} is free and {savedMinutes} min nearer to incident {incidentNumber} than {otherCallSign}, which is still {outMinutes} min out.',
  diversion:
    '{callSign}, on its way to incident {otherIncidentNumber} (priority {otherPriority}), would reach incident {incidentNumber} (priority {priority}) {savedMinutes} min sooner than {otherCallSign}.',
  diversionNobodyFree:
    'Nobody is free for incident {incidentNumber} (priority {priority}); {callSign}, on its way to incident {otherIncidentNumber} (priority {otherPriority}), could be there in {arrivalMinutes} min.',
  nearest: '{callSign} is the first to arrive.',
  nearestNeededElsewhere:
    '{callSign} rather than the nearer {nearestCallSign}, which is needed more at incident {otherIncidentNumber}.',
  nearestKeptFree:
    '{callSign} rather than the nearer {nearestCallSign}, which covers the area where the next calls are expected.',
  nearestLessSuited: '{callSign} rather than the nearer {nearestCallSign}, which suits the case less.',
  waitForUnit:
    'Wait for {callSign}, free in {freeMinutes} min: it arrives {savedMinutes} min sooner than {otherCallSign} sent now.',
  waitForUnitNobodyFree: 'Nobody is free; {callSign} is the next, in {freeMinutes} min.',
  nobody: 'No unit can be foreseen for this incident; look for help from outside.',
  exchanged: '{callSign} takes over from {otherCallSign}.',
  diverted:
    '{callSign} is turned away from incident {otherIncidentNumber}, which then waits for another unit.',
} as const;

export type ProposalTextKey = keyof typeof en;
type Texts = Readonly<Record<ProposalTextKey, string>>;

const bg: Texts = {
  sendJointly:
    'Общото решение за {incidents} чакащи случая спестява {savedMinutes} мин чакане, претеглено по приоритет, спрямо реда на постъпване.',
  exchange:
    '{callSign} е свободен и с {savedMinutes} мин по-близо до случай {incidentNumber} от {otherCallSign}, на когото остават още {outMinutes} мин.',
  diversion:
    '{callSign}, пътуващ към случай {otherIncidentNumber} (приоритет {otherPriority}), би стигнал до случай {incidentNumber} (приоритет {priority}) с {savedMinutes} мин по-рано от {otherCallSign}.',
  diversionNobodyFree:
    'Няма свободен екип за случай {incidentNumber} (приоритет {priority}); {callSign}, пътуващ към случай {otherIncidentNumber} (приоритет {otherPriority}), може да е там след {arrivalMinutes} мин.',
  nearest: '{callSign} пристига пръв.',
  nearestNeededElsewhere:
    '{callSign} вместо по-близкия {nearestCallSign}, който е по-нужен при случай {otherIncidentNumber}.',
  nearestKeptFree:
    '{callSign} вместо по-близкия {nearestCallSign}, който покрива района, откъдето се очакват следващите повиквания.',
  nearestLessSuited: '{callSign} вместо по-близкия {nearestCallSign}, който е по-малко подходящ за случая.',
  waitForUnit:
    'Изчакайте {callSign}, свободен след {freeMinutes} мин: ще пристигне с {savedMinutes} мин по-рано от {otherCallSign}, ако тръгне сега.',
  waitForUnitNobodyFree: 'Няма свободен екип; следващият е {callSign}, след {freeMinutes} мин.',
  nobody: 'За този случай не се предвижда екип; потърсете помощ отвън.',
  exchanged: '{callSign} поема от {otherCallSign}.',
  diverted: '{callSign} се отклонява от случай {otherIncidentNumber}, който след това чака друг екип.',
};

const cs: Texts = {
  sendJointly:
    'Společné rozhodnutí o {incidents} čekajících událostech ušetří {savedMinutes} min čekání, vážených naléhavostí, proti pořadí příchodu.',
  exchange:
    '{callSign} je volná a o {savedMinutes} min blíž k události {incidentNumber} než {otherCallSign}, která má před sebou ještě {outMinutes} min.',
  diversion:
    '{callSign}, na cestě k události {otherIncidentNumber} (naléhavost {otherPriority}), by byla u události {incidentNumber} (naléhavost {priority}) o {savedMinutes} min dřív než {otherCallSign}.',
  diversionNobodyFree:
    'Pro událost {incidentNumber} (naléhavost {priority}) není nikdo volný; {callSign}, na cestě k události {otherIncidentNumber} (naléhavost {otherPriority}), tam může být za {arrivalMinutes} min.',
  nearest: '{callSign} dorazí první.',
  nearestNeededElsewhere:
    '{callSign} místo bližší {nearestCallSign}, která je víc potřeba u události {otherIncidentNumber}.',
  nearestKeptFree:
    '{callSign} místo bližší {nearestCallSign}, která kryje oblast, odkud se čekají další volání.',
  nearestLessSuited: '{callSign} místo bližší {nearestCallSign}, která se pro případ hodí méně.',
  waitForUnit:
    'Počkejte na {callSign}, volnou za {freeMinutes} min: dorazí o {savedMinutes} min dřív než {otherCallSign} vyslaná teď.',
  waitForUnitNobodyFree: 'Nikdo není volný; další je {callSign}, za {freeMinutes} min.',
  nobody: 'Pro tuto událost nelze čekat žádnou posádku; hledejte pomoc odjinud.',
  exchanged: '{callSign} přebírá od {otherCallSign}.',
  diverted: '{callSign} se odklání od události {otherIncidentNumber}, která pak čeká na jinou posádku.',
};

const sv: Texts = {
  sendJointly:
    'Att besluta om {incidents} väntande händelser tillsammans sparar {savedMinutes} min väntan, viktad efter prioritet, jämfört med turordning.',
  exchange:
    '{callSign} är ledig och {savedMinutes} min närmare händelse {incidentNumber} än {otherCallSign}, som har {outMinutes} min kvar.',
  diversion:
    '{callSign}, på väg till händelse {otherIncidentNumber} (prioritet {otherPriority}), skulle nå händelse {incidentNumber} (prioritet {priority}) {savedMinutes} min tidigare än {otherCallSign}.',
  diversionNobodyFree:
    'Ingen är ledig för händelse {incidentNumber} (prioritet {priority}); {callSign}, på väg till händelse {otherIncidentNumber} (prioritet {otherPriority}), kan vara där om {arrivalMinutes} min.',
  nearest: '{callSign} kommer fram först.',
  nearestNeededElsewhere:
    '{callSign} i stället för närmare {nearestCallSign}, som behövs mer vid händelse {otherIncidentNumber}.',
  nearestKeptFree:
    '{callSign} i stället för närmare {nearestCallSign}, som täcker området där nästa larm väntas.',
  nearestLessSuited: '{callSign} i stället för närmare {nearestCallSign}, som passar fallet sämre.',
  waitForUnit:
    'Vänta på {callSign}, ledig om {freeMinutes} min: den är framme {savedMinutes} min tidigare än {otherCallSign} som skickas nu.',
  waitForUnitNobodyFree: 'Ingen är ledig; nästa är {callSign}, om {freeMinutes} min.',
  nobody: 'Ingen enhet kan förutses för händelsen; sök hjälp utifrån.',
  exchanged: '{callSign} tar över från {otherCallSign}.',
  diverted: '{callSign} leds bort från händelse {otherIncidentNumber}, som då väntar på en annan enhet.',
};

export const PROPOSAL_TEXTS: Readonly<Record<Language, Texts>> = { en, bg, cs, sv };

/** The sentence in a language; a value that is missing stays visible as its name. */
export function sayProposal(
  language: Language,
  { key, values }: { readonly key: string; readonly values: Readonly<Record<string, string | number>> },
): string {
  const text = (PROPOSAL_TEXTS[language] as Readonly<Record<string, string>>)[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
