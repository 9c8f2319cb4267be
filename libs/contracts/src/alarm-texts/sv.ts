import type { AlarmTexts } from './shape.ts';

export const sv: AlarmTexts = {
  kinds: {
    undelivered: '{callSign}: meddelandet har inte kommit fram på {duration}',
    unacknowledged: '{callSign} har inte kvitterat på {duration}',
    nextUnitProposed: '{callSign} har inte kvitterat på {duration}: skicka nästa enhet',
    refusedByCrew: '{callSign}: besättningen lämnade tillbaka händelse {incident}',
    onSceneTooLong: '{callSign} har varit på plats i {duration}',
    atDestinationTooLong: '{callSign} har varit på sjukhuset i {duration}',
    waitingTooLong: 'Händelse {incident} har väntat utan enhet i {duration}',
    planShort: 'Händelse {incident} saknar enheter enligt planen {duration} efter samtalet',
  },
  advice: {
    undelivered: 'Ropa upp besättningen på radion om det inte ändras.',
    unacknowledged: 'Ropa upp besättningen på radion eller ring.',
    nextUnitProposed: 'Öppna rekommendationen och skicka nästa enhet.',
    refusedByCrew: 'Skicka en annan enhet: händelsen är tillbaka i listan.',
    onSceneTooLong: 'Fråga besättningen om den behöver hjälp.',
    atDestinationTooLong: 'Fråga besättningen och sjukhuset vad som dröjer.',
    waitingTooLong: 'Skicka en enhet, eller be en grannregion om en.',
    planShort: 'Öppna rekommendationen och skicka det som saknas.',
  },
  endings: {
    stepCame: 'besättningen rapporterade nästa steg',
    assignmentEnded: 'uppdraget avslutades',
    unitSent: 'en enhet skickades',
    incidentClosed: 'händelsen avslutades',
    raisedAnew: 'larmat på nytt',
    seenTo: 'larmcentralen har tagit hand om det',
  },
  crewRefusals: {
    vehicleFault: 'fel på fordonet',
    crewUnfit: 'besättningen är inte i skick',
    roadBlocked: 'vägen spärrad',
    onAnotherTask: 'annan uppgift',
    notEquipped: 'utrustning saknas',
    unsafe: 'osäkert',
    other: 'annat skäl',
  },
  duplicateReasons: {
    near: '{distance} härifrån',
    soonAfter: '{duration} emellan',
    similarWords: 'liknande ord: {count}',
    sameCategory: 'båda är {category}',
    relatedCategory: 'ofta samma händelse som {category}',
  },
};
