import type { AlarmEnding, AlarmKind } from '#domain';
import type { DuplicateReason } from './duplicates.ts';
import type { Language } from './reason-texts.ts';

/**
 * What alarms and proposals are called on screens. `{callSign}`, `{incident}` (its number) and `{duration}` (already in the
 * reader's language) are put in by the screen; so are `{distance}`, `{count}` and `{category}` of the reasons.
 */
export interface AlarmTexts {
  readonly kinds: Readonly<Record<AlarmKind, string>>;
  /** What to do about it. */
  readonly advice: Readonly<Record<AlarmKind, string>>;
  readonly endings: Readonly<Record<AlarmEnding, string>>;
  readonly duplicateReasons: Readonly<Record<DuplicateReason['key'], string>>;
}

export const ALARM_TEXTS: Readonly<Record<Language, AlarmTexts>> = {
  en: {
    kinds: {
      undelivered: '{callSign}: the message has not arrived for {duration}',
      unacknowledged: '{callSign} has not confirmed for {duration}',
      nextUnitProposed: '{callSign} has not confirmed for {duration}: send the next unit',
      onSceneTooLong: '{callSign} has been on scene for {duration}',
      atDestinationTooLong: '{callSign} has been at the hospital for {duration}',
      waitingTooLong: 'Incident {incident} has been waiting without a unit for {duration}',
    },
    advice: {
      undelivered: 'Call the crew by radio if it stays like this.',
      unacknowledged: 'Call the crew by radio or telephone.',
      nextUnitProposed: 'Open the recommendation and send the next unit.',
      onSceneTooLong: 'Ask the crew whether it needs help.',
      atDestinationTooLong: 'Ask the crew and the hospital what holds it up.',
      waitingTooLong: 'Send a unit, or ask a neighbouring region for one.',
    },
    endings: {
      stepCame: 'the crew reported its next step',
      assignmentEnded: 'the assignment ended',
      unitSent: 'a unit was sent',
      incidentClosed: 'the incident was closed',
    },
    duplicateReasons: {
      near: '{distance} away',
      soonAfter: '{duration} apart',
      similarWords: 'similar words: {count}',
      sameCategory: 'both {category}',
      relatedCategory: 'often one event with {category}',
    },
  },
  bg: {
    kinds: {
      undelivered: '{callSign}: съобщението не е пристигнало от {duration}',
      unacknowledged: '{callSign} не е потвърдил от {duration}',
      nextUnitProposed: '{callSign} не е потвърдил от {duration}: изпратете следващия екип',
      onSceneTooLong: '{callSign} е на място от {duration}',
      atDestinationTooLong: '{callSign} е в болницата от {duration}',
      waitingTooLong: 'Случай {incident} чака без екип от {duration}',
    },
    advice: {
      undelivered: 'Ако остане така, повикайте екипа по радиостанцията.',
      unacknowledged: 'Повикайте екипа по радиостанцията или по телефона.',
      nextUnitProposed: 'Отворете препоръката и изпратете следващия екип.',
      onSceneTooLong: 'Попитайте екипа дали има нужда от помощ.',
      atDestinationTooLong: 'Попитайте екипа и болницата какво ги бави.',
      waitingTooLong: 'Изпратете екип или поискайте от съседен регион.',
    },
    endings: {
      stepCame: 'екипът отчете следващата си стъпка',
      assignmentEnded: 'задачата приключи',
      unitSent: 'изпратен е екип',
      incidentClosed: 'случаят е приключен',
    },
    duplicateReasons: {
      near: 'на {distance} оттук',
      soonAfter: '{duration} разлика във времето',
      similarWords: 'сходни думи: {count}',
      sameCategory: 'и двата са {category}',
      relatedCategory: 'често е едно събитие с {category}',
    },
  },
  cs: {
    kinds: {
      undelivered: '{callSign}: zpráva nebyla doručena už {duration}',
      unacknowledged: '{callSign} nepotvrdila už {duration}',
      nextUnitProposed: '{callSign} nepotvrdila už {duration}: vyšlete další posádku',
      onSceneTooLong: '{callSign} je na místě už {duration}',
      atDestinationTooLong: '{callSign} je v nemocnici už {duration}',
      waitingTooLong: 'Událost {incident} čeká bez posádky už {duration}',
    },
    advice: {
      undelivered: 'Pokud to tak zůstane, zavolejte posádku vysílačkou.',
      unacknowledged: 'Zavolejte posádku vysílačkou nebo telefonem.',
      nextUnitProposed: 'Otevřete doporučení a vyšlete další posádku.',
      onSceneTooLong: 'Zeptejte se posádky, zda nepotřebuje pomoc.',
      atDestinationTooLong: 'Zeptejte se posádky a nemocnice, co je zdržuje.',
      waitingTooLong: 'Vyšlete posádku, nebo o ni požádejte sousední kraj.',
    },
    endings: {
      stepCame: 'posádka ohlásila další krok',
      assignmentEnded: 'výjezd skončil',
      unitSent: 'posádka byla vyslána',
      incidentClosed: 'událost byla uzavřena',
    },
    duplicateReasons: {
      near: '{distance} odtud',
      soonAfter: 'časový odstup {duration}',
      similarWords: 'podobná slova: {count}',
      sameCategory: 'obojí je {category}',
      relatedCategory: 'bývá to jedna událost s {category}',
    },
  },
  sv: {
    kinds: {
      undelivered: '{callSign}: meddelandet har inte kommit fram på {duration}',
      unacknowledged: '{callSign} har inte kvitterat på {duration}',
      nextUnitProposed: '{callSign} har inte kvitterat på {duration}: skicka nästa enhet',
      onSceneTooLong: '{callSign} har varit på plats i {duration}',
      atDestinationTooLong: '{callSign} har varit på sjukhuset i {duration}',
      waitingTooLong: 'Händelse {incident} har väntat utan enhet i {duration}',
    },
    advice: {
      undelivered: 'Ropa upp besättningen på radion om det inte ändras.',
      unacknowledged: 'Ropa upp besättningen på radion eller ring.',
      nextUnitProposed: 'Öppna rekommendationen och skicka nästa enhet.',
      onSceneTooLong: 'Fråga besättningen om den behöver hjälp.',
      atDestinationTooLong: 'Fråga besättningen och sjukhuset vad som dröjer.',
      waitingTooLong: 'Skicka en enhet, eller be en grannregion om en.',
    },
    endings: {
      stepCame: 'besättningen rapporterade nästa steg',
      assignmentEnded: 'uppdraget avslutades',
      unitSent: 'en enhet skickades',
      incidentClosed: 'händelsen avslutades',
    },
    duplicateReasons: {
      near: '{distance} härifrån',
      soonAfter: '{duration} emellan',
      similarWords: 'liknande ord: {count}',
      sameCategory: 'båda är {category}',
      relatedCategory: 'ofta samma händelse som {category}',
    },
  },
};
