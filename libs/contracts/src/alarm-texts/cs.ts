import type { AlarmTexts } from './shape.ts';

export const cs: AlarmTexts = {
  kinds: {
    undelivered: '{callSign}: zpráva nebyla doručena už {duration}',
    unacknowledged: '{callSign} nepotvrdila už {duration}',
    nextUnitProposed: '{callSign} nepotvrdila už {duration}: vyšlete další posádku',
    refusedByCrew: '{callSign}: posádka vrátila událost {incident}',
    onSceneTooLong: '{callSign} je na místě už {duration}',
    atDestinationTooLong: '{callSign} je v nemocnici už {duration}',
    waitingTooLong: 'Událost {incident} čeká bez posádky už {duration}',
    planShort: 'Události {incident} chybí i {duration} po výzvě posádky, které žádá plán',
  },
  advice: {
    undelivered: 'Pokud to tak zůstane, zavolejte posádku vysílačkou.',
    unacknowledged: 'Zavolejte posádku vysílačkou nebo telefonem.',
    nextUnitProposed: 'Otevřete doporučení a vyšlete další posádku.',
    refusedByCrew: 'Vyšlete jinou posádku: událost je zpět v seznamu.',
    onSceneTooLong: 'Zeptejte se posádky, zda nepotřebuje pomoc.',
    atDestinationTooLong: 'Zeptejte se posádky a nemocnice, co je zdržuje.',
    waitingTooLong: 'Vyšlete posádku, nebo o ni požádejte sousední kraj.',
    planShort: 'Otevřete doporučení a vyšlete, kdo chybí.',
  },
  endings: {
    stepCame: 'posádka ohlásila další krok',
    assignmentEnded: 'výjezd skončil',
    unitSent: 'posádka byla vyslána',
    incidentClosed: 'událost byla uzavřena',
    raisedAnew: 'hlášeno znovu',
    seenTo: 'dispečink to vzal na vědomí',
  },
  crewRefusals: {
    vehicleFault: 'závada vozidla',
    crewUnfit: 'posádka není způsobilá',
    roadBlocked: 'neprůjezdná cesta',
    onAnotherTask: 'jiný úkol',
    notEquipped: 'chybí vybavení',
    unsafe: 'není bezpečno',
    other: 'jiný důvod',
  },
  duplicateReasons: {
    near: '{distance} odtud',
    soonAfter: 'časový odstup {duration}',
    similarWords: 'podobná slova: {count}',
    sameCategory: 'obojí je {category}',
    relatedCategory: 'bývá to jedna událost s {category}',
  },
};
