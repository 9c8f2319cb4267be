import type { AlarmTexts } from './shape.ts';

export const en: AlarmTexts = {
  kinds: {
    undelivered: '{callSign}: the message has not arrived for {duration}',
    unacknowledged: '{callSign} has not confirmed for {duration}',
    nextUnitProposed: '{callSign} has not confirmed for {duration}: send the next unit',
    refusedByCrew: '{callSign}: the crew gave incident {incident} back',
    onSceneTooLong: '{callSign} has been on scene for {duration}',
    atDestinationTooLong: '{callSign} has been at the hospital for {duration}',
    waitingTooLong: 'Incident {incident} has been waiting without a unit for {duration}',
    planShort: 'Incident {incident} still lacks units of its plan {duration} after the call',
  },
  advice: {
    undelivered: 'Call the crew by radio if it stays like this.',
    unacknowledged: 'Call the crew by radio or telephone.',
    nextUnitProposed: 'Open the recommendation and send the next unit.',
    refusedByCrew: 'Send another unit: the incident is back in the list.',
    onSceneTooLong: 'Ask the crew whether it needs help.',
    atDestinationTooLong: 'Ask the crew and the hospital what holds it up.',
    waitingTooLong: 'Send a unit, or ask a neighbouring region for one.',
    planShort: 'Open the recommendation and send what is missing.',
  },
  endings: {
    stepCame: 'the crew reported its next step',
    assignmentEnded: 'the assignment ended',
    unitSent: 'a unit was sent',
    incidentClosed: 'the incident was closed',
    raisedAnew: 'raised anew',
    seenTo: 'the control room has seen to it',
  },
  crewRefusals: {
    vehicleFault: 'vehicle fault',
    crewUnfit: 'crew not fit',
    roadBlocked: 'road blocked',
    onAnotherTask: 'on another task',
    notEquipped: 'not equipped',
    unsafe: 'unsafe',
    other: 'other reason',
  },
  duplicateReasons: {
    near: '{distance} away',
    soonAfter: '{duration} apart',
    similarWords: 'similar words: {count}',
    sameCategory: 'both {category}',
    relatedCategory: 'often one event with {category}',
  },
};
