import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type EventReport, listLikelyDuplicates, scoreDuplicate } from './duplicates.ts';
import { findIdea } from './event-words.ts';
import { isSameWord, readReportWords } from './report-words.ts';

const METERS_PER_DEGREE = 111_195;
type Row = readonly [
  eastMeters: number,
  northMeters: number,
  secondsLater: number,
  category: EventReport['category'],
  text: string,
];
const reportAt =
  (lon: number, lat: number) =>
  ([east, north, later, category, text]: Row): EventReport => ({
    location: [
      lon + east / (METERS_PER_DEGREE * Math.cos((lat * Math.PI) / 180)),
      lat + north / METERS_PER_DEGREE,
    ],
    reportedAt: Date.UTC(2026, 2, 3, 8) + later * 1000,
    category,
    text,
  });
const inSofia = reportAt(23.3194, 42.6852);
const inPrague = reportAt(14.4378, 50.0755);
const inStockholm = reportAt(18.0686, 59.3293);

/** A car and a tram collide on a boulevard in Sofia. */
const tramCrash = inSofia([
  0,
  0,
  0,
  'roadAccident',
  'Катастрофа между трамвай и кола, бул. Витоша до НДК, човек е затиснат',
]);
const sameCrash: readonly Row[] = [
  [20, 10, 15, 'roadAccident', 'Трамвай удари кола на Витоша при НДК'],
  [-40, 30, 30, 'roadAccident', 'Car crash with a tram near NDK'],
  [60, -20, 45, 'roadAccident', 'tramvai e udaril kola na Vitosha'],
  [10, 80, 60, 'trauma', 'Човек е заклещен в колата след удар с трамвая'],
  [100, 0, 70, 'roadAccident', 'Тежка катастрофа до НДК'],
  [-80, -60, 90, 'roadAccident', 'Somebody is trapped in a car, Vitosha boulevard'],
  [5, 5, 100, 'roadAccident', 'катастрофа вдтоша ндк'],
  [120, 40, 120, 'unconscious', 'Мъж в безсъзнание в кола, блъсна го трамвай'],
  [-30, 150, 150, 'roadAccident', 'accident tram and taxi Vitosha'],
  [0, 0, 160, 'roadAccident', ''],
  [70, 70, 180, 'other', 'Катастрофа с трамвай на булевард Витоша'],
  [-150, 20, 200, 'roadAccident', 'katastrofa pred NDK, ima zatisnat chovek'],
  [30, -90, 240, 'trauma', 'Има ранен в катастрофата с трамвая пред НДК'],
  [0, 200, 260, 'roadAccident', 'The tram hit a car, people are hurt, I am at NDK'],
  [50, 50, 300, 'roadAccident', 'Голяма катстрофа, трамвйа и лека кола'],
  [-60, 10, 330, 'roadAccident', 'Сблъсък на трамвай с автомобил'],
  [90, -90, 360, 'child', 'Дете е пострадало в колата, удари я трамвай, Витоша'],
  [15, 25, 420, 'roadAccident', 'Пътен инцидент, кола под трамвая на бул. „Витоша“'],
  [-100, 100, 480, 'roadAccident', 'Car under tram on Vitoshka near NDK'],
  [40, 0, 540, 'roadAccident', 'Още никой не е дошъл за катастрофата при НДК'],
];
const otherEvents: readonly Row[] = [
  [30, 20, 60, 'chestPain', 'Майка ми има болка в гърдите, ул. Ангел Кънчев 5, втори етаж'],
  [80, 60, 120, 'birth', 'Жена ми ражда, улица Солунска 14'],
  [-60, 40, 200, 'fever', 'Бебето ми е с температура 40, Патриарх Евтимий 22'],
  [10, 90, 300, 'psychiatric', 'Съседът заплашва да скочи от балкона'],
  [150, 0, 30, 'stroke', 'Баща ми не може да говори, устата му е изкривена'],
  [0, 120, 400, 'abdominal', 'Силна коремна болка от вчера, хотел Хилтън'],
  [5, 5, 500, 'allergy', 'Ужилен от пчела, подува се, кафене в парка'],
  [40, 40, 100, 'fall', 'Възрастна жена падна по стълбите в блока'],
  [-20, 60, 240, 'poisoning', 'Изпил е хапчета, хостел на ул. Парчевич'],
  [25, 5, 90, 'burn', 'Готвачът се изгори с олио в ресторанта'],
  [100, 100, 20, 'transfer', 'Превоз от болница Свети Лука до Пирогов'],
  [2000, 0, 30, 'roadAccident', 'Катастрофа между трамвай и кола, бул. Витоша до НДК'],
  [0, 310, 30, 'roadAccident', 'Катастрофа между трамвай и кола, бул. Витоша до НДК'],
  [0, 0, 601, 'roadAccident', 'Катастрофа между трамвай и кола, бул. Витоша до НДК'],
  [60, 30, 150, undefined, 'My friend has chest pain in the hotel lobby'],
];

/** Two more events, in other languages. */
const czech = {
  first: inPrague([0, 0, 0, 'burn', 'Hoří byt ve třetím patře, Korunní 54, někdo křičí z okna']),
  same: [
    [20, 0, 20, 'burn', 'Požár bytu Korunní 54'],
    [50, 30, 60, 'breathing', 'Korunni ulice, kour z okna, pani se dusi'],
    [-30, 10, 100, 'burn', 'There is a fire in a flat on Korunní'],
    [80, 0, 140, 'other', 'z okna sleha ohen, korunni 54'],
  ] satisfies Row[],
  others: [
    [30, 10, 50, 'fall', 'Babička upadla v koupelně, Korunní 60'],
    [60, 20, 200, 'roadAccident', 'Srážka auta s cyklistou na křižovatce Blanická'],
    [10, 5, 90, 'chestPain', 'Manžel má bolest na hrudi, Slezská 12'],
  ] satisfies Row[],
};
const swedish = {
  first: inStockholm([0, 0, 0, 'unconscious', 'En man har kollapsat vid Slussen, ingång till tunnelbanan']),
  same: [
    [40, 10, 30, 'cardiacArrest', 'Medvetslös man vid Slussen tunnelbana'],
    [10, 60, 80, 'unconscious', 'Man collapsed at Slussen metro entrance'],
    [-70, 20, 120, 'fall', 'En person ramlade ihop utanför tunnelbanan Slussen'],
  ] satisfies Row[],
  others: [
    [50, 10, 60, 'psychiatric', 'Kvinna som hotar att hoppa från Katarinahissen'],
    [20, 20, 90, 'abdominal', 'Ont i magen sedan igår, Götgatan 11'],
  ] satisfies Row[],
};

const proposed = (first: EventReport, rows: readonly Row[], place: typeof inSofia): Row[] =>
  rows.filter((row) => scoreDuplicate(first, place(row)).isProposed);

describe('scoreDuplicate', () => {
  it('proposes at least 19 of 20 varied calls about one event', () => {
    expect(sameCrash).toHaveLength(20);
    const found = proposed(tramCrash, sameCrash, inSofia);
    const missed = sameCrash.filter((row) => !found.includes(row)).map((row) => row[4]);
    console.log(`20 calls about one event: ${found.length} proposed; missed: ${JSON.stringify(missed)}`);
    expect(found.length).toBeGreaterThanOrEqual(19);
  });

  it('proposes no unrelated one, nor the same words too far away or too late', () => {
    expect(proposed(tramCrash, otherEvents, inSofia)).toEqual([]);
    // Nor are the unrelated ones each other's duplicates.
    const unrelated = otherEvents.slice(0, 11).map(inSofia);
    const pairs = unrelated.flatMap((one, index) => listLikelyDuplicates(one, unrelated.slice(index + 1)));
    expect(pairs.map(({ known }) => known.text)).toEqual([]);
  });

  it('does so in Prague and Stockholm', () => {
    expect(proposed(czech.first, czech.same, inPrague)).toEqual(czech.same);
    expect(proposed(czech.first, czech.others, inPrague)).toEqual([]);
    expect(proposed(swedish.first, swedish.same, inStockholm)).toEqual(swedish.same);
    expect(proposed(swedish.first, swedish.others, inStockholm)).toEqual([]);
  });

  it('explains itself', () => {
    const score = scoreDuplicate(tramCrash, inSofia([60, 0, 60, 'roadAccident', 'tramvay blasna kola']));
    expect(score.parts).toMatchObject({ words: 1, category: 1, time: 0.9 });
    expect(score.distanceMeters).toBeCloseTo(60, 0);
    expect(score.secondsApart).toBe(60);
    expect(score.sharedWords.map(({ word }) => word)).toEqual(['collision', 'tram', 'car']);
  });

  it('allows for an imprecise position, within bounds', () => {
    const far = inSofia([0, 400, 30, 'roadAccident', 'Катастрофа с трамвай, Витоша']);
    expect(scoreDuplicate(tramCrash, far).isProposed).toBe(false);
    expect(scoreDuplicate(tramCrash, { ...far, locationErrorMeters: 150 }).isProposed).toBe(true);
    const farther = inSofia([0, 700, 30, 'roadAccident', 'Катастрофа с трамвай, Витоша']);
    expect(scoreDuplicate(tramCrash, { ...farther, locationErrorMeters: 5000 }).isProposed).toBe(false);
  });

  it('is the same both ways round in place, time and category, and stays within 0 and 1', () => {
    const anyReport = fc
      .tuple(
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: 0, max: 900 }),
        fc.constantFrom('fall', 'trauma', 'other', undefined),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
      )
      .map((row) => inSofia(row as Row));
    fc.assert(
      fc.property(anyReport, anyReport, (a, b) => {
        const [there, back] = [scoreDuplicate(a, b), scoreDuplicate(b, a)];
        expect({ ...there.parts, words: 0 }).toEqual({ ...back.parts, words: 0 });
        expect(there.score).toBeGreaterThanOrEqual(0);
        expect(there.score).toBeLessThanOrEqual(1);
        if (there.distanceMeters > 300 || there.secondsApart > 600) expect(there.isProposed).toBe(false);
      }),
    );
  });
});

describe('listLikelyDuplicates', () => {
  it('puts the likeliest first', () => {
    const known = [sameCrash[4]!, otherEvents[0]!, sameCrash[0]!].map(inSofia);
    expect(listLikelyDuplicates(tramCrash, known).map((one) => known.indexOf(one.known))).toEqual([2, 0]);
  });
});

describe('words', () => {
  const fall = 'Възрастна жена падна и е с болки в крака';
  const reportOf = (
    category: EventReport['category'],
    addressText: string,
    text: string,
    east = 40,
  ): EventReport => ({
    ...inSofia([east, 0, 60, category, text]),
    addressText,
  });

  it('that are the address of both say nothing: neighbours name the same street', () => {
    const known = reportOf('fall', 'бул. Витоша 12', `${fall}, бул. Витоша`, 0);
    const neighbour = reportOf('abdominal', 'бул. Витоша 14', 'Повръща от сутринта, бул. Витоша');
    const score = scoreDuplicate(neighbour, known);
    expect(score).toMatchObject({ isProposed: false, sharedWords: [], parts: { words: 0 } });
    expect(
      scoreDuplicate(reportOf('fall', 'Vitosha 12', 'old woman fell, leg hurts'), known).isProposed,
    ).toBe(true);
  });

  it('in common are needed where both say much', () => {
    const known = reportOf('fall', '', fall, 0);
    const stranger = reportOf('fall', '', 'Момче се спъна на тротоара, счупена китка');
    expect(scoreDuplicate(stranger, known).isProposed).toBe(false);
    expect(scoreDuplicate({ ...stranger, text: '' }, known).isProposed).toBe(true);
  });

  it('of a pasted page are read no further than one breath', () => {
    const page = Array.from(
      { length: 1600 },
      (_, index) => `страница${String.fromCharCode(97 + (index % 26)).repeat(3)}${index}`,
    ).join(' ');
    expect(readReportWords('', page).said.length).toBeLessThanOrEqual(60);
    expect(readReportWords('ул. „Солунска“ 14А', 'кола удари човек').houseNumber).toBe('14a');
  });
});

describe('findIdea', () => {
  it.each([
    ['tramvaya', 'tram'],
    ['autobus', 'bus'],
    ['kolem', 'bicycle'],
    ['kolega', undefined],
    ['kolaps', 'unconscious'],
    ['carpet', undefined],
    ['sanchez', undefined],
  ])('%s: %s', (word, idea) => {
    expect(findIdea(word)).toBe(idea);
  });
});

describe('isSameWord', () => {
  it.each([
    ['vitosha', 'vitoshka', true],
    ['katastrofa', 'katstrofa', true],
    ['tunnelbana', 'tunnelbanan', true],
    ['korunni', 'kourunni', true],
    ['tramvay', 'tramvya', true],
    ['12', '13', false],
    ['54a', '54b', false],
    ['bolka', 'bloka', false],
    ['bloka', 'blokat', true],
    ['dom', 'dim', false],
    ['solunska', 'slezska', false],
  ])('%s and %s: %s', (a, b, same) => {
    expect(isSameWord(a, b)).toBe(same);
  });
});
