import { describe, expect, it } from '@jest/globals';
import { hasCyrillic, normalizeSearchText, toLatin } from './search-text.ts';

describe('normalizeSearchText', () => {
  it.each([
    ['Colonia 1324', 'colonia 1324'],
    ['  Avenida 18 de Julio,  1400 ', 'avenida 18 de julio 1400'],
    ['Dr. Luis Pérez Ñandú', 'dr luis perez nandu'],
    ['Göteborg – Östra Sjukhuset', 'goteborg ostra sjukhuset'],
    ['Příčná 1234/5', 'pricna 1234/5'],
    ['Straße & Ærø, Łódź', 'strasse aero lodz'],
    ['бул. „Витоша“ 12', 'бул витоша 12'],
    ['ул. Йордан Йовков', 'ул йордан йовков'],
    ['ﬁre', 'fire'],
    ['%_\\', ''],
    ['', ''],
  ])('%j is searched as %j', (typed, normal) => {
    expect(normalizeSearchText(typed)).toBe(normal);
  });

  it('gives the same for composed and decomposed letters, and again for its own answer', () => {
    for (const text of ['Příčná', 'Йордан', 'Ñandú', 'Ёлка', 'Ångström']) {
      const normal = normalizeSearchText(text);
      expect(normalizeSearchText(text.normalize('NFD'))).toBe(normal);
      expect(normalizeSearchText(normal)).toBe(normal);
    }
  });
});

describe('toLatin', () => {
  it.each([
    ['бул витоша', 'bul vitosha'],
    ['щастие', 'shtastie'],
    ['цариградско шосе', 'tsarigradsko shose'],
    ['княз александър дондуков', 'knyaz aleksandar dondukov'],
    ['юли жълт чая', 'yuli zhalt chaya'],
    ['main street 12', 'main street 12'],
  ])('%j is written %j', (cyrillic, latin) => {
    expect(toLatin(cyrillic)).toBe(latin);
    expect(hasCyrillic(toLatin(cyrillic))).toBe(false);
  });
});
