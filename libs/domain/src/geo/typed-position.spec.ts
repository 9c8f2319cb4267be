import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodePlusCode } from './plus-code.ts';
import { readTypedPosition, type Bounds } from './typed-position.ts';

const MONTEVIDEO: Bounds = [-56.45, -34.95, -56.0, -34.7];
const STOCKHOLM: Bounds = [17.6, 59.1, 18.5, 59.6];
/** A made-up region in which both orders of some numbers lie. */
const DIAGONAL: Bounds = [40, 40, 44, 44];
const PLACE = [-56.1645, -34.9011];

describe('a position that is typed or pasted', () => {
  it.each([
    '-34.9011, -56.1645',
    '-34.9011,-56.1645',
    '-34.9011 -56.1645',
    '-56.1645 -34.9011',
    '−34.9011; −56.1645',
    '-34,9011 -56,1645',
    '-34,9011, -56,1645',
    '-34,9011; -56,1645',
    '(-34.9011, -56.1645)',
    '34.9011 S, 56.1645 W',
    '34.9011S 56.1645W',
    'S34.9011 W56.1645',
    'W 56.1645, S 34.9011',
    '34.9011° S 56.1645° W',
    `34°54'3.96"S 56°9'52.2"W`,
    `34°54′3.96″S, 56°9′52.2″W`,
    `34° 54.066' S 56° 9.87' W`,
    `S 34° 54' 3.96'' W 56° 9' 52.2''`,
    '34°54’3.96”s 56°9’52.2”w',
    'geo:-34.9011,-56.1645',
    'geo:-34.9011,-56.1645;u=35',
    'geo:-34.9011,-56.1645?z=17',
    'https://www.google.com/maps/@-34.9011,-56.1645,17z',
    'https://www.google.com/maps/place/X/@-34.8,-56.2,17z/data=!3m1!4b1!4m5!3m4!8m2!3d-34.9011!4d-56.1645',
    'https://maps.google.com/?q=-34.9011,-56.1645',
    'https://www.google.com/maps/search/?api=1&query=-34.9011%2C-56.1645',
    'https://www.google.com/maps/search/-34.9011,+-56.1645?entry=tts',
    'https://www.openstreetmap.org/?mlat=-34.9011&mlon=-56.1645#map=17/-34.9/-56.2',
    'https://www.openstreetmap.org/#map=18/-34.9011/-56.1645',
    'https://maps.apple.com/?ll=-34.9011,-56.1645&q=Dropped',
    'https://waze.com/ul?ll=-34.9011%2C-56.1645&navigate=yes',
  ])('is read from %p', (text) => {
    const read = readTypedPosition(text, MONTEVIDEO);
    expect(read).toMatchObject({ kind: 'position' });
    if (read?.kind !== 'position') return;
    expect(read.position[0]).toBeCloseTo(PLACE[0]!, 5);
    expect(read.position[1]).toBeCloseTo(PLACE[1]!, 5);
  });

  it.each([
    'Colonia 1324',
    '18 de Julio 1005 apto 5',
    '1324 5',
    '34 56',
    'av. Italia 3.5 km',
    'Ruta 8 km 21.500',
    'https://example.org/-34.9011,-56.1645x',
    '099 123 456',
    'N. Ruiz',
    '91.5000, 200.1000',
  ])('is not seen in %p', (text) => expect(readTypedPosition(text, MONTEVIDEO)).toBeUndefined());

  it('takes the order that lies in the region, and asks when both do', () => {
    expect(readTypedPosition('59.3293 18.0686', STOCKHOLM)).toMatchObject({ position: [18.0686, 59.3293] });
    expect(readTypedPosition('18.0686 59.3293', STOCKHOLM)).toMatchObject({ position: [18.0686, 59.3293] });
    expect(readTypedPosition('41.1000 42.2000', DIAGONAL)).toEqual({
      kind: 'choice',
      positions: [
        [42.2, 41.1],
        [41.1, 42.2],
      ],
    });
    expect(readTypedPosition('41.1000 41.1000', DIAGONAL)).toMatchObject({ kind: 'position' });
  });

  it('asks before it puts a minus where none was written', () => {
    expect(readTypedPosition('34.9011 56.1645', MONTEVIDEO)).toEqual({ kind: 'choice', positions: [PLACE] });
  });

  it.each([
    ['59.3293 N 18.0686 E', 'outside'],
    ['-33.0000, -50.0000', 'outside'],
    ['geo:59.3293,18.0686', 'outside'],
    ['///filled.count.soap', 'threeWords'],
    ['filled.count.soap', 'threeWords'],
    ['https://what3words.com/filled.count.soap', 'threeWords'],
    ['маса.стол.лампа', 'threeWords'],
    ['3RXP+GM', 'shortPlusCode'],
    ['3RXP+GM Montevideo', 'shortPlusCode'],
    ['https://maps.app.goo.gl/abcDEF123', 'linkWithoutPosition'],
  ])('refuses %p: %s', (text, reason) =>
    expect(readTypedPosition(text, MONTEVIDEO)).toEqual({ kind: 'refused', reason }),
  );

  it('reads full plus codes', () => {
    // Test values of the specification.
    const place = decodePlusCode('7FG49Q00+'.replace('00+', 'CJ+2V'));
    expect(place?.[0]).toBeCloseTo(2.7821875, 6);
    expect(place?.[1]).toBeCloseTo(20.3700625, 6);
    const finer = decodePlusCode('8FVC9G8F+6XQ');
    expect(finer?.[0]).toBeCloseTo(8.524_98, 4);
    expect(finer?.[1]).toBeCloseTo(47.365_59, 4);
    expect(decodePlusCode('8FVC9G8F')).toBeUndefined();
  });

  it('never throws and never leaves the earth, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9.,°'"NSEW ;/]{0,60}$/)), (text) => {
        const read = readTypedPosition(text, [-180, -90, 180, 90]);
        const positions =
          read?.kind === 'position' ? [read.position] : read?.kind === 'choice' ? read.positions : [];
        for (const [lon, lat] of positions) {
          expect(Math.abs(lon)).toBeLessThanOrEqual(180);
          expect(Math.abs(lat)).toBeLessThanOrEqual(90);
        }
      }),
    );
  });

  it('is quick on long nonsense', () => {
    const before = performance.now();
    readTypedPosition(`${'1 '.repeat(249)}°`, MONTEVIDEO);
    readTypedPosition(`${'9'.repeat(480)}.`, MONTEVIDEO);
    readTypedPosition(' '.repeat(10_000), MONTEVIDEO);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
