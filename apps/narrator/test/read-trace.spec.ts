import { describe, expect, it } from '@jest/globals';
import type { LonLat } from '#domain';
import { joinWords, mendWords } from '../src/mend-words.ts';
import { decodeShape, readTrace, type TraceAnswer } from '../src/read-trace.ts';

/** Google's encoded polyline, written from its definition. */
function encodeShape(coordinates: readonly LonLat[]): string {
  let [lastLat, lastLon] = [0, 0];
  const write = (difference: number): string => {
    let value = difference < 0 ? -2 * difference - 1 : 2 * difference;
    let text = '';
    while (value >= 32) {
      text += String.fromCharCode((value % 32) + 32 + 63);
      value = Math.floor(value / 32);
    }
    return text + String.fromCharCode(value + 63);
  };
  return coordinates
    .map(([lon, lat]) => {
      const [nowLat, nowLon] = [Math.round(lat * 1e6), Math.round(lon * 1e6)];
      const text = write(nowLat - lastLat) + write(nowLon - lastLon);
      [lastLat, lastLon] = [nowLat, nowLon];
      return text;
    })
    .join('');
}

const LINE: LonLat[] = [
  [-56.19, -34.905],
  [-56.19, -34.902],
  [-56.187, -34.902],
  [-56.184, -34.902],
];
const METERS = 333 + 274 + 274;
const line = { coordinates: LINE, elapsedSeconds: [0, 30, 55, 80] };
const question = { mapName: 'm', language: 'en' as const, line };

const answer = (more: object = {}, kilometers = METERS / 1000): TraceAnswer => ({
  trip: {
    summary: { length: kilometers },
    legs: [
      {
        // Valhalla leaves out points that lie on a straight line.
        shape: encodeShape([LINE[0]!, [-56.19003, -34.90202], LINE[3]!]),
        maneuvers: [
          { type: 1, instruction: 'Drive north on A.', street_names: ['A'], begin_shape_index: 0 },
          {
            type: 10,
            instruction: 'Turn right onto B.',
            verbal_transition_alert_instruction: 'Turn right onto B.',
            verbal_pre_transition_instruction: 'Turn right onto B. Then You will arrive.',
            street_names: ['B'],
            begin_shape_index: 1,
          },
          { type: 4, instruction: 'You have arrived.', begin_shape_index: 2 },
        ],
        ...more,
      },
    ],
  },
});

describe('what the narrator reads', () => {
  it('decodes the published example of an encoded polyline', () => {
    // With five decimals: 38.5,-120.2 40.7,-120.95 43.252,-126.453; read with six they are a tenth.
    const decoded = decodeShape('_p~iF~ps|U_ulLnnqC_mqNvxq`@');
    expect(decoded.map(([lon, lat]) => [lon * 10, lat * 10].map((degrees) => Math.round(degrees * 1e5) / 1e5)))
      .toEqual([[-120.2, 38.5], [-120.95, 40.7], [-126.453, 43.252]]); // prettier-ignore
  });

  it('reads what was encoded', () => {
    expect(decodeShape(encodeShape(LINE))).toEqual(LINE);
  });

  it('lays the words along our own line', () => {
    expect(readTrace(answer(), question)).toMatchObject([
      { kind: 'depart', beginIndex: 0, endIndex: 1, seconds: 30, streetNames: ['A'] },
      { kind: 'right', beginIndex: 1, endIndex: 3, seconds: 50, instruction: 'Turn right onto B.' },
      { kind: 'arrive', beginIndex: 3, endIndex: 3, distanceMeters: 0 },
    ]);
  });

  it('takes no words of another way', () => {
    expect(readTrace(answer({}, (METERS + 200) / 1000), question)).toBeUndefined();
    const elsewhere = answer({ shape: encodeShape([LINE[0]!, [-56.195, -34.902], LINE[3]!]) });
    expect(readTrace(elsewhere, question)).toBeUndefined();
    const { trip } = answer();
    expect(readTrace({ trip: { ...trip, legs: [...trip.legs, ...trip.legs] } }, question)).toBeUndefined();
  });
});

describe('mending', () => {
  it.each([
    ['Завийте на ляво по Ejido.', 'Завийте наляво по Ejido.'],
    ['Дръжте  на право за да останете на Ejido.', 'Дръжте направо, за да останете на Ejido.'],
    ['Дръжте дясно по Ejido.', 'Дръжте вдясно по Ejido.'],
    ['Вземете изхода в дясно към Ejido.', 'Вземете изхода вдясно към Ejido.'],
    ['Влезте в кръговото и вземете изхода поEjido.', 'Влезте в кръговото и вземете изхода по Ejido.'],
    ['Ще пристигнете на свояте дестинация.', 'Ще пристигнете на местоназначението си.'],
  ])('says “%s” as “%s”', (fault, right) => {
    expect(mendWords('bg', fault)).toBe(right);
  });

  it('says nothing with a gap in it, and names as they are', () => {
    expect(mendWords('bg', 'Дръжте в дясно по <STREET_NAME>.')).toBeNull();
    expect(mendWords('en', undefined)).toBeNull();
    expect(mendWords('en', 'Turn left onto на ляво.')).toBe('Turn left onto на ляво.');
    expect(mendWords('sv', 'Kör österut  San Salvador.')).toBe('Kör österut på San Salvador.');
  });

  it('joins two things to do into sentences', () => {
    expect(joinWords('cs', 'Odbočte vlevo.', 'Odbočte vpravo.', false)).toBe(
      'Odbočte vlevo. Poté odbočte vpravo.',
    );
    expect(joinWords('sv', 'Sväng höger.', 'Du kommer att anlända.', true)).toBe(
      'Sväng höger. Du kommer att anlända.',
    );
  });
});
