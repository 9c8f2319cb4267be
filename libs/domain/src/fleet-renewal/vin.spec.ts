import { describe, expect, it } from '@jest/globals';
import { checkVin, vinCheckDigit } from './vin.ts';

describe('vehicle identification numbers', () => {
  it.each(['1M8GDM9AXKP042788', '11111111111111111', '5GZCZ43D13S812715'])('accepts %s', (vin) => {
    expect(checkVin(vin)).toEqual({ ok: true, vin, checkDigit: 'right' });
  });

  it('takes spaces, hyphens and lower case', () => {
    expect(checkVin(' 1m8gdm9a-xkp042788 ')).toMatchObject({ ok: true, vin: '1M8GDM9AXKP042788' });
  });

  it('tells a wrong check digit from a wrong form', () => {
    expect(checkVin('1M8GDM9A1KP042788')).toEqual({ ok: false, reason: 'checkDigit', expected: 'X' });
    expect(checkVin('1M8GDM9AXKP04278')).toEqual({ ok: false, reason: 'length' });
    expect(checkVin('1M8GDM9AXKP04278O')).toEqual({ ok: false, reason: 'characters' });
  });

  it('finds every single wrong digit and every swap of neighbours of unlike weight', () => {
    const vin = '1M8GDM9AXKP042788';
    for (const position of [11, 12, 13, 14, 15, 16]) {
      for (const digit of '0123456789') {
        if (digit === vin[position]) continue;
        expect(checkVin(vin.slice(0, position) + digit + vin.slice(position + 1)).ok).toBe(false);
      }
    }
    expect(vinCheckDigit('1M8GDM9AXKP042788')).toBe('X');
  });

  it('lets European makers fill the ninth place as they like', () => {
    expect(checkVin('WDB9066331S123456')).toMatchObject({ ok: true, checkDigit: 'notUsed' });
  });
});
