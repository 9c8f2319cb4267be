import type { AlarmTexts } from './shape.ts';

export const bg: AlarmTexts = {
  kinds: {
    undelivered: '{callSign}: съобщението не е пристигнало от {duration}',
    unacknowledged: '{callSign} не е потвърдил от {duration}',
    nextUnitProposed: '{callSign} не е потвърдил от {duration}: изпратете следващия екип',
    refusedByCrew: '{callSign}: екипът върна случай {incident}',
    onSceneTooLong: '{callSign} е на място от {duration}',
    atDestinationTooLong: '{callSign} е в болницата от {duration}',
    waitingTooLong: 'Случай {incident} чака без екип от {duration}',
    planShort: 'На случай {incident} {duration} след обаждането още липсват екипи по плана',
  },
  advice: {
    undelivered: 'Ако остане така, повикайте екипа по радиостанцията.',
    unacknowledged: 'Повикайте екипа по радиостанцията или по телефона.',
    nextUnitProposed: 'Отворете препоръката и изпратете следващия екип.',
    refusedByCrew: 'Изпратете друг екип: случаят отново е в списъка.',
    onSceneTooLong: 'Попитайте екипа дали има нужда от помощ.',
    atDestinationTooLong: 'Попитайте екипа и болницата какво ги бави.',
    waitingTooLong: 'Изпратете екип или поискайте от съседен регион.',
    planShort: 'Отворете препоръката и изпратете липсващите екипи.',
  },
  endings: {
    stepCame: 'екипът отчете следващата си стъпка',
    assignmentEnded: 'задачата приключи',
    unitSent: 'изпратен е екип',
    incidentClosed: 'случаят е приключен',
    raisedAnew: 'обявено отново',
    seenTo: 'диспечерският център го пое',
  },
  crewRefusals: {
    vehicleFault: 'повреда на автомобила',
    crewUnfit: 'екипът не е годен',
    roadBlocked: 'пътят е затворен',
    onAnotherTask: 'друга задача',
    notEquipped: 'липсва оборудване',
    unsafe: 'опасно е',
    other: 'друга причина',
  },
  duplicateReasons: {
    near: 'на {distance} оттук',
    soonAfter: '{duration} разлика във времето',
    similarWords: 'сходни думи: {count}',
    sameCategory: 'и двата са {category}',
    relatedCategory: 'често е едно събитие с {category}',
  },
};
