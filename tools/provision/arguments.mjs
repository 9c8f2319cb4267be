// Command-line arguments: `--name value`, `--name=value`, `--flag`, `--no-flag`; all that is wrong in one message.

/** Wrong arguments; the message lists each and the usage. */
export class UsageError extends Error {
  name = 'UsageError';
  exitCode = 2;
}

/**
 * @typedef {{ type: 'flag' | 'text' | 'number' | 'port', value?: string, says: string, min?: number, max?: number }} Option
 * @param {string[]} words
 * @param {{ usage: string, options: Record<string, Option>, rest?: string }} shape `rest` names what may follow as
 *   further words; without it they are refused. Everything after `--` goes to `rest` as it is.
 * @returns {{ values: Record<string, any>, rest: string[] }}
 */
export function readArguments(words, { usage, options, rest: restName }) {
  const values = {};
  const rest = [];
  const faults = [];
  const queue = [...words];
  while (queue.length > 0) {
    const word = queue.shift();
    if (word === '--') {
      rest.push(...queue.splice(0));
    } else if (word === '--help' || word === '-h') {
      values.help = true;
    } else if (word.startsWith('--')) readOption(word, queue, options, values, faults);
    else rest.push(word);
  }
  if (!restName && rest.length > 0) faults.push(`${rest.join(' ')}: nothing like that is expected here`);
  if (faults.length > 0) throw new UsageError(`${faults.join('\n')}\n\n${describeUsage({ usage, options })}`);
  return { values, rest };
}

function readOption(word, queue, options, values, faults) {
  const [, written, , inline] = /^--([^=]+)(=(.*))?$/.exec(word) ?? [];
  const negated = written?.startsWith('no-') && options[written.slice(3)]?.type === 'flag';
  const name = negated ? written.slice(3) : written;
  const option = Object.hasOwn(options, name ?? '') ? options[name] : undefined;
  if (!option) {
    faults.push(`${word}: there is no such option`);
  } else if (option.type === 'flag') {
    if (inline !== undefined) faults.push(`--${name} takes no value`);
    values[name] = !negated;
  } else {
    const value = inline ?? (queue[0]?.startsWith('--') ? undefined : queue.shift());
    if (value === undefined || value === '') faults.push(`--${name} needs a value: ${option.value}`);
    else values[name] = readValue(name, value, option, faults);
  }
}

function readValue(name, value, option, faults) {
  if (option.type === 'text') return value;
  const [min, max] = option.type === 'port' ? [1, 65_535] : [option.min ?? -Infinity, option.max ?? Infinity];
  const number = Number(value);
  const fits = Number.isFinite(number) && number >= min && number <= max;
  if (!fits || (option.type === 'port' && !Number.isInteger(number))) {
    faults.push(`--${name} ${value}: must be a number from ${min} to ${max}`);
  }
  return number;
}

export function describeUsage({ usage, options }) {
  const left = Object.entries(options).map(([name, option]) => [
    option.type === 'flag' ? `--${name}` : `--${name} ${option.value}`,
    option.says,
  ]);
  const width = Math.max(0, ...left.map(([text]) => text.length));
  return `${usage}\n${left.map(([text, says]) => `  ${text.padEnd(width)}  ${says}`).join('\n')}`;
}
