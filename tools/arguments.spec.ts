import { describe, expect, it } from '@jest/globals';
import {
  describeState,
  estimateSecondsLeft,
  formatSeconds,
  readFraction,
  readSecondsLeft,
} from './provision/progress.mjs';
import { isLoopback, readStartArguments } from './provision/start-arguments.mjs';
import { countJest, readTestArguments } from './provision/test-phases.mjs';

describe('arguments of start', () => {
  it('has defaults', () => {
    expect(readStartArguments([])).toMatchObject({
      host: '127.0.0.1',
      port: undefined,
      region: 'montevideo',
      simulator: true,
      speed: 1,
      seed: 1,
    });
  });

  it('reads values in both forms, and negated flags', () => {
    const words = ['--port=9000', '--host', '0.0.0.0', '--no-simulator', '--speed', '10', '--seed', '7'];
    expect(readStartArguments(words)).toMatchObject({
      host: '0.0.0.0',
      port: 9000,
      simulator: false,
      speed: 10,
      seed: 7,
    });
  });

  it('tells all that is wrong at once, and the usage', () => {
    const wrong = () =>
      readStartArguments(['--port', '99999', '--nope', 'extra', '--speed', 'fast', '--host']);
    expect(wrong).toThrow(/--port 99999: must be a number from 1 to 65535/);
    expect(wrong).toThrow(/--nope: there is no such option/);
    expect(wrong).toThrow(/extra: nothing like that/);
    expect(wrong).toThrow(/--speed fast: must be a number/);
    expect(wrong).toThrow(/--host needs a value/);
    expect(wrong).toThrow(/--no-simulator turns them off/);
    expect(() => readStartArguments(['--constructor', 'x'])).toThrow(/no such option/);
  });

  it('wants certificate and key together, and a proper region name', () => {
    expect(() => readStartArguments(['--tls-cert', 'a.pem'])).toThrow(/go together/);
    expect(() => readStartArguments(['--region', '../../etc'])).toThrow(/region's name/);
  });

  it.each([
    ['127.0.0.1', true],
    ['127.8.8.8', true],
    ['localhost', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['192.0.2.1', false],
    ['127.example.org', false],
  ])('%s is loopback: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});

describe('arguments of test', () => {
  it('runs all phases, or those named', () => {
    expect(readTestArguments([]).phases).toEqual([
      ...['format', 'lint', 'types', 'types-web', 'unit', 'database', 'browser'],
    ]);
    expect(readTestArguments(['--only', 'unit,types', '--', 'libs/domain', '--x'])).toMatchObject({
      phases: ['unit', 'types'],
      paths: ['libs/domain', '--x'],
      full: false,
    });
    expect(() => readTestArguments(['--only', 'unit,nonsense'])).toThrow(/nonsense: no such phase/);
  });
});

describe('progress', () => {
  it.each([
    [0.4, '0 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [119.6, '2 min'],
    [75, '1 min 15 s'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });

  it('estimates by experience first, by what is done later', () => {
    expect(estimateSecondsLeft({ elapsed: 10, expected: 45 })).toBe(35);
    expect(estimateSecondsLeft({ elapsed: 10 })).toBeUndefined();
    expect(estimateSecondsLeft({ elapsed: 50, expected: 45 })).toBeUndefined();
    expect(estimateSecondsLeft({ elapsed: 10, fraction: 0.5 })).toBe(10);
    // Late and slower than the last time: the measured part decides.
    expect(estimateSecondsLeft({ elapsed: 80, fraction: 0.8, expected: 45 })).toBeCloseTo(20);
    expect(estimateSecondsLeft({ elapsed: 1, fraction: 0, expected: 45 })).toBe(44);
    expect(estimateSecondsLeft({ elapsed: 20, fraction: 0.5, expected: 60 })).toBe(30);
    expect(estimateSecondsLeft({ elapsed: 10, fraction: 1, expected: 5 })).toBe(0);
  });

  it('reads a percentage and a time left out of a line', () => {
    expect(readFraction('roads 42.5 % of')).toBe(0.425);
    expect(readFraction('100%')).toBe(1);
    expect(readFraction('400 %')).toBeUndefined();
    expect(readFraction('no figure')).toBeUndefined();
    expect(readSecondsLeft('[step 2/9] roads ... 3.1 s, about 1 min 20 s left')).toBe(80);
    expect(readSecondsLeft('about 7 s left')).toBe(7);
    expect(readSecondsLeft('about 2 min left')).toBe(120);
    expect(readSecondsLeft('nothing left')).toBeUndefined();
  });

  it('describes a step, counting down what it told itself', () => {
    const step = { title: 'Map', startedAt: 0, expected: 45, detail: '' };
    expect(describeState(step, 5000)).toBe('Map: about 40 s left');
    expect(describeState({ ...step, told: { secondsLeft: 30, at: 5000 } }, 15_000)).toBe(
      'Map: about 20 s left',
    );
    expect(describeState({ ...step, fraction: 0.5 }, 22_500)).toBe('Map: 50 % about 23 s left');
    expect(describeState({ ...step, expected: undefined }, 5000)).toBe('Map: 5 s so far');
  });
});

describe('counting what Jest ran', () => {
  const test = (status: string, fullName = 'a test') => ({ status, fullName });
  it('adds files that could not run, and names what was skipped', () => {
    const counts = countJest(
      {
        numPassedTests: 3,
        numFailedTests: 1,
        testResults: [
          { name: '/p/a.spec.ts', status: 'failed', assertionResults: [test('passed'), test('failed')] },
          { name: '/p/b.spec.ts', status: 'failed', assertionResults: [] },
          {
            name: '/p/c.spec.ts',
            status: 'passed',
            assertionResults: [test('pending', 'x (no browser here)')],
          },
        ],
      },
      '/p',
    );
    expect(counts).toEqual({ passed: 3, failed: 2, skipped: ['c.spec.ts: x (no browser here)'] });
  });
});
