import type { Send, Situation } from '#domain';

/**
 * The yardstick: first come, first served; each call gets the free unit of the least penalised time to reach it. With the
 * return to the base nearest the hospital this gives the published row.
 */
export function sendClosestAvailable(situation: Situation): Send[] {
  const { units, waiting, nowSeconds, rules, travelSeconds } = situation;
  const free = new Set(units.filter(({ freeAtSeconds }) => freeAtSeconds <= nowSeconds));
  const inOrder = [...waiting].sort((a, b) => a.raisedAtSeconds - b.raisedAtSeconds);
  return inOrder.flatMap(({ callId, place, urgency }) => {
    const price = (unit: (typeof units)[number]) =>
      rules.weightOfUrgency[urgency]! * travelSeconds(unit.place, place) +
      rules.mismatchSeconds[unit.kind]![urgency]!;
    const [closest] = [...free].filter((unit) => price(unit) < Infinity).sort((a, b) => price(a) - price(b));
    if (!closest) return [];
    free.delete(closest);
    return [{ callId, unitId: closest.unitId }];
  });
}
