import { describe, expect, it } from '@jest/globals';
import { greatCircleMeters } from '../geo/lon-lat.ts';
import {
  DUPLICATE_REACH_METERS,
  DUPLICATE_REACH_SECONDS,
  type EventReport,
  scoreDuplicate,
} from './duplicates.ts';
import type { IncidentCategory } from './incident.ts';

/** Numerical Recipes' linear congruential generator, so that an evening can be had again. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const WHO = [
  'Майка ми',
  'Баща ми',
  'Съседката',
  'Мъж',
  'Жена',
  'Дядо ми',
  'Колега',
  'Приятелката ми',
  'Човек',
];
const MORE = [
  '',
  '',
  'на 45 години',
  'на 78 години',
  'моля побързайте',
  'втори етаж',
  'диабетик',
  'вход Б',
  'сама е',
];
/** What callers say of events that have nothing to do with each other; `#` is who it happened to. */
const SAYINGS: readonly (readonly [weight: number, IncidentCategory, readonly string[]])[] = [
  [16, 'fall', ['# падна по стълбите и я боли кракът', '# се подхлъзна в банята, не може да стане', '# падна от леглото', '# се спъна на тротоара и си удари главата', 'счупена ръка след падане']],
  [12, 'chestPain', ['# има болка в гърдите', '# се поти и го стяга в гърдите', 'болка в лявата ръка и гърдите от час', '# прекара инфаркт миналата година, пак го боли']],
  [10, 'breathing', ['# не може да диша', '# има астма и се задушава', '# се задушава нощем, сърдечно болен', 'тежко дишане и кашлица']],
  [9, 'unconscious', ['# припадна', '# е в безсъзнание на спирката', '# колабира в магазина', '# не реагира, пребледня']],
  [8, 'abdominal', ['# има силна коремна болка', '# повръща от сутринта', 'остра болка в корема вдясно', '# има камъни в бъбреците, крещи от болка']],
  [7, 'trauma', ['# се поряза с нож, кърви', 'бой пред бара, има ранен', '# си отряза пръста с циркуляр', 'ухапан от куче']],
  [7, 'psychiatric', ['# крещи и чупи мебели', '# чува гласове', '# заплашва да се нарани', '# е много объркана и агресивна']],
  [6, 'fever', ['бебето е с температура 40', '# гори от три дни', 'дете с гърч от температура', '# има втрисане и обрив']],
  [6, 'stroke', ['# не може да говори', 'изкривена уста и слаба ръка', '# изведнъж не вижда и залита']],
  [5, 'roadAccident', ['кола удари пешеходец', 'моторист падна на завоя', 'верижна катастрофа с три коли', 'колоездач ударен от автобус']],
  [5, 'poisoning', ['# е изпил хапчета', '# е много пиян, не се буди', 'дете е пило белина', 'натравяне с гъби']],
  [3, 'allergy', ['# се подува от ужилване', 'обрив след антибиотик, подуто гърло']],
  [2, 'birth', ['жена ми ражда', 'водите изтекоха, термин след седмица']],
  [2, 'burn', ['# се заля с вряла вода', 'изгаряне от печка']],
  [2, 'child', ['дете се задави с бонбон', 'бебе падна от масата']],
]; // prettier-ignore
const WEIGHTS = SAYINGS.reduce((sum, [weight]) => sum + weight, 0);
const STREETS = ['бул. Витоша', 'ул. Солунска', 'ул. Алабин', 'ул. Ангел Кънчев', 'ул. Граф Игнатиев', 'ул. Шишман', 'ул. Раковски', 'бул. Патриарх Евтимий', 'ул. Неофит Рилски', 'ул. Денкоглу', 'ул. Парчевич', 'ул. Цар Асен']; // prettier-ignore

const SIDE_METERS = 2000;
const EVENING_SECONDS = 4 * 3600;
const METERS_PER_DEGREE = 111_195;

interface Evening {
  readonly reports: readonly EventReport[];
  readonly pairsInReach: number;
  readonly proposedPairs: readonly (readonly [EventReport, EventReport])[];
}

/**
 * Unrelated events in the middle of a city: each in a street that its neighbours name, too, half of the callers naming it in
 * what they say as well. `addressIsTyped`: whether the address stands in its own field, as at a desk.
 */
function createEvening(seed: number, events: number, addressIsTyped: boolean): Evening {
  const random = createRandom(seed);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!;
  const pickSaying = (): readonly [IncidentCategory, string] => {
    let left = random() * WEIGHTS;
    const found = SAYINGS.find(([weight]) => (left -= weight) < 0) ?? SAYINGS[0]!;
    return [found[1], pick(found[2])];
  };
  const reports = Array.from({ length: events }, (): EventReport => {
    const [east, north] = [random() * SIDE_METERS, random() * SIDE_METERS];
    const [category, saying] = pickSaying();
    const street = STREETS[Math.floor(north / (SIDE_METERS / STREETS.length))]!;
    const address = `${street} ${1 + Math.floor(east / 20)}`;
    const words = `${saying.replace('#', pick(WHO))} ${pick(MORE)}`.trim();
    const said = random() < 0.5 ? `${words}, ${street}` : words;
    return {
      location: [23.31 + east / (METERS_PER_DEGREE * Math.cos(0.745)), 42.68 + north / METERS_PER_DEGREE],
      reportedAt: random() * EVENING_SECONDS * 1000,
      category,
      ...(addressIsTyped ? { addressText: address, text: said } : { text: `${address} ${said}` }),
    };
  });
  let pairsInReach = 0;
  const proposedPairs: [EventReport, EventReport][] = [];
  reports.forEach((later, index) => {
    for (const earlier of reports.slice(0, index)) {
      if (Math.abs(later.reportedAt - earlier.reportedAt) > DUPLICATE_REACH_SECONDS * 1000) continue;
      if (greatCircleMeters(later.location, earlier.location) > DUPLICATE_REACH_METERS) continue;
      pairsInReach += 1;
      if (scoreDuplicate(later, earlier).isProposed) proposedPairs.push([later, earlier]);
    }
  });
  return { reports, pairsInReach, proposedPairs };
}

describe('evenings of 300 unrelated events within 2 km', () => {
  it.each([
    ['with the address in its own field', true, 0.05],
    ['with the address in the words', false, 0.07],
  ] as const)('%s: few are taken for one another', (_how, addressIsTyped, most) => {
    const evenings = Array.from({ length: 20 }, (_, seed) => createEvening(seed + 1, 300, addressIsTyped));
    const inReach = evenings.reduce((sum, one) => sum + one.pairsInReach, 0);
    const proposed = evenings.flatMap((one) => one.proposedPairs);
    const differing = proposed.filter(([a, b]) => a.category !== b.category).length;
    const events = evenings.reduce((sum, one) => sum + one.reports.length, 0);
    const flagged = new Set(proposed.map(([later]) => later)).size;
    console.log(
      `${_how}: ${proposed.length} of ${inReach} pairs in reach proposed (${differing} of different categories); ` +
        `${((100 * flagged) / events).toFixed(1)} % of ${events} events`,
    );
    expect(inReach).toBeGreaterThan(1000);
    expect(proposed.length / inReach).toBeLessThan(most);
    // Nearly all are two of one kind told in the same words; somebody has to look at those.
    expect(differing / inReach).toBeLessThan(0.01);
  });
});
