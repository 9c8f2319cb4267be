import { parseArgs } from 'node:util';

export interface Options {
  /** Undefined: the one in the demo file. */
  readonly url: string | undefined;
  readonly demoFile: string | undefined;
  readonly regionId: string;
  /** Simulated seconds per second. */
  readonly speed: number;
  readonly seed: number;
  /** Calls per simulated hour, the mean of the week. */
  readonly callsPerHour: number;
  readonly units: number | undefined;
  readonly durationSeconds: number | undefined;
  /** False: calls come and crews drive, but people dispatch. */
  readonly dispatches: boolean;
}

export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

export const USAGE = `simulator [--url URL] [--demo-file FILE] [--region montevideo] [--speed 10] [--seed 1]
          [--calls-per-hour 20] [--units 40] [--duration-seconds N] [--no-dispatch]
  --speed            simulated seconds per second, 0.1 to 60: driving, working and calls go this much faster
  --calls-per-hour   mean number of calls in a simulated hour, 0 to 2000
  --no-dispatch      people dispatch; crews serve whatever they are assigned to`;

function number(name: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  throw new OptionsError(`--${name} must be a number from ${min} to ${max}, got "${text}"\n${USAGE}`);
}

/** Reads the command line; @throws OptionsError that says what to type. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parse(args);
  return {
    url: values.url?.replace(/\/+$/, ''),
    demoFile: values['demo-file'],
    regionId: values.region ?? 'montevideo',
    speed: number('speed', values.speed, 0.1, 60) ?? 10,
    seed: number('seed', values.seed, 0, 4_294_967_295) ?? 1,
    callsPerHour: number('calls-per-hour', values['calls-per-hour'], 0, 2000) ?? 20,
    units: number('units', values.units, 1, 2000),
    durationSeconds: number('duration-seconds', values['duration-seconds'], 1, 31_536_000),
    dispatches: values['no-dispatch'] !== true,
  };
}

function parse(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      args: [...args],
      options: {
        url: text,
        'demo-file': text,
        region: text,
        speed: text,
        seed: text,
        'calls-per-hour': text,
        units: text,
        'duration-seconds': text,
        'no-dispatch': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new OptionsError(`${(error as Error).message}\n${USAGE}`, { cause: error });
  }
}
