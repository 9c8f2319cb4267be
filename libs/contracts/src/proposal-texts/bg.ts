import type { ProposalTexts } from './en.ts';

export const bg: ProposalTexts = {
  sendJointly:
    'Общото решение за {incidents} чакащи случая спестява {savedMinutes} мин чакане, претеглено по приоритет, спрямо реда на постъпване.',
  exchange:
    '{callSign} е свободен и с {savedMinutes} мин по-близо до случай {incidentNumber} от {otherCallSign}, на когото остават още {outMinutes} мин.',
  diversion:
    '{callSign}, пътуващ към случай {otherIncidentNumber} (приоритет {otherPriority}), би стигнал до случай {incidentNumber} (приоритет {priority}) с {savedMinutes} мин по-рано от {otherCallSign}.',
  diversionNobodyFree:
    'Няма свободен екип за случай {incidentNumber} (приоритет {priority}); {callSign}, пътуващ към случай {otherIncidentNumber} (приоритет {otherPriority}), може да е там след {arrivalMinutes} мин.',
  fillPlan:
    'На случай {incidentNumber} липсват екипи по плана; {callSign} е свободен и може да е там след {arrivalMinutes} мин.',
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
