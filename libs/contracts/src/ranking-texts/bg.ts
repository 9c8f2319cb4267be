import type { RankingCatalogue } from './en.ts';

export const bg: RankingCatalogue = {
  'because.nobodyFree':
    'Сега никой не може да бъде изпратен: {rejected, plural, one {# екип е зает, извън смяна или далече} other {# екипа са заети, извън смяна или далече}}.',
  'because.onlyOne': 'Само {callSign} може да дойде: пристига след {arrival}.',
  'because.nearestByRoad':
    '{callSign} пристига пръв след {arrival}, {lead} преди {nextCallSign}: най-близо по пътя.',
  'because.firstDespiteTurnout':
    '{callSign} пристига пръв след {arrival}, {lead} преди {nextCallSign}: тръгва по-скоро.',
  'because.nextNotFree':
    '{callSign} пристига пръв след {arrival}, {lead} преди {nextCallSign}, който още не е свободен.',
  'because.together': '{callSign} пристига пръв след {arrival}, заедно с {nextCallSign}.',
  'because.laterBut.coverage':
    '{callSign} пристига след {arrival}. {nearerCallSign} би дошъл {later} по-рано, но би оголил {lossPercent} % от очакваните повиквания.',
  'because.laterBut.diversion':
    '{callSign} пристига след {arrival}. {nearerCallSign} би дошъл {later} по-рано, но би изоставил случай {incidentNumber}.',
  'because.laterBut.border':
    '{callSign} пристига след {arrival}. {nearerCallSign} би дошъл {later} по-рано, но е от друг регион.',
  'because.laterBut.endOfShift':
    '{callSign} пристига след {arrival}. {nearerCallSign} би дошъл {later} по-рано, но смяната му скоро свършва.',
  'because.laterBut.unfamiliarArea':
    '{callSign} пристига след {arrival}. {nearerCallSign} би дошъл {later} по-рано, но е далече от своя район.',
  'because.laterBut.notYetFree':
    '{callSign} пристига след {arrival}. {nearerCallSign} може да дойде {later} по-рано, но още не е свободен.',
  'because.unitDiverted':
    '{callSign} би изоставил случай {incidentNumber} (приоритет {priority}), който отново ще чака.',
  'because.unitSoonFree':
    '{callSign} е зает със случай {incidentNumber} още около {freeIn}: може само да бъде запазен.',
  'because.unitNeighbour': '{callSign} идва от регион {regionId}.',
  'because.unitReserved': '{callSign} е запазен за случай {incidentNumber}.',
  'because.nearerBusy':
    '{callSign} е по-близо ({travel} по пътя), но е зает: {status}, случай {incidentNumber}.',
  'because.proposedInstead':
    '{callSign} не е предложен, защото всичко, което може, се върши и от {callSigns}.',
  'because.providedFor':
    '{callSign} не е предложен, защото изпратените преди това екипи вършат същото. Предложени: {callSigns}.',
  'because.proposedTogether': 'Предложени заедно: {callSigns}.',
  'because.planMetAlready': 'Вече изпратените екипи изпълняват плана.',
  'because.planShort':
    'За плана не {count, plural, one {достига # екип} other {достигат # екипа}} ({missing}): намерени {found} от {wanted}.',
  'because.coverageUnknown': 'Покритието още се изчислява и не е отчетено.',
  'reject.offDuty': 'извън смяна',
  'reject.outOfService': 'извън строя',
  'reject.neighbourNotAsked': 'регион {regionId} не се търси при този приоритет',
  'reject.alreadySent': 'вече е изпратен: {status}',
  'reject.notFree': 'зает: {status}',
  'reject.capabilityMissing': 'липсва {missing}',
  'reject.positionUnknown': 'неизвестно място',
  'reject.positionTooOld': 'мястото е твърде старо',
  'reject.closedRoadOnly': 'само по затворен път',
  'reject.beyondLimit': 'няма път до {limit}',
  'reject.beyondDistance': '{distance} по пътя, планът допуска {limit}',
  'reject.restDue': 'полага му се почивка: {duty} на смяна до края на задачата',
  'reject.shiftEnds': 'смяната свършва след {endsIn}: задачата би я надхвърлила с {overrun}',
  'reject.promised': 'предложен за случай {incidentNumber} (приоритет {priority})',
  'reject.other': 'не е възможно: {reason}',
  'rule.wait': 'до освобождаване',
  'rule.turnout': 'тръгване',
  'rule.travel': 'път',
  'rule.coverage': 'загубено покритие',
  'rule.diversion': 'изоставя друг случай',
  'rule.border': 'друг регион',
  'rule.endOfShift': 'край на смяната',
  'rule.unfamiliarArea': 'непознат район',
  'rule.notYetFree': 'още не е свободен',
  'slot.first': 'пръв на място',
  'slot.als': 'реанимация',
  'slot.physician': 'лекар',
  'slot.ambulance': 'линейка',
  'slot.ambulances': 'линейки',
  'slot.alsAmbulance': 'реанимационна линейка',
  'slot.alsAmbulances': 'реанимационни линейки',
  'slot.alsUnits': 'реанимационни екипи',
  'slot.units': 'екипи',
  'slot.obstetric': 'акушерски екип',
  'slot.psychiatric': 'психиатричен екип',
  'slot.paediatric': 'детски екип',
  'slot.need:bariatric': 'тежък пациент',
  'slot.need:wheelchair': 'инвалидна количка',
  'slot.need:child': 'дете',
  'slot.need:newborn': 'новородено',
  'slot.need:birth': 'раждане',
  'slot.need:psychiatric': 'психична криза',
  'slot.need:intensiveCare': 'интензивно лечение',
  anyUnit: 'който и да е екип',
};
