// The arguments of `npm start`.
import { isIPv4 } from 'node:net';
import { readArguments, UsageError } from './arguments.mjs';

export const SHAPE = {
  usage: 'npm start -- [options]',
  options: {
    host: {
      type: 'text',
      value: 'ADDRESS',
      says: 'where to listen; beyond this machine it serves HTTPS (default 127.0.0.1)',
    },
    port: { type: 'port', value: 'PORT', says: 'default 8080, or any free one when that is taken' },
    'tls-cert': { type: 'text', value: 'FILE', says: 'certificate (PEM, with its chain); else one is made' },
    'tls-key': { type: 'text', value: 'FILE', says: 'its private key (PEM)' },
    region: { type: 'text', value: 'NAME', says: 'imported at the first start (default montevideo)' },
    simulator: { type: 'flag', says: 'demo units and calls (on; --no-simulator turns them off)' },
    speed: {
      type: 'number',
      value: 'N',
      min: 0.1,
      max: 100,
      says: 'how much faster than real time the simulator runs',
    },
    seed: {
      type: 'number',
      value: 'N',
      min: 0,
      max: 2 ** 32 - 1,
      says: 'the same seed makes the same calls (default 1)',
    },
    help: { type: 'flag', says: 'this text' },
  },
};

export const isLoopback = (host) =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** @param {string[]} words */
export function readStartArguments(words) {
  const { values } = readArguments(words, SHAPE);
  if ((values['tls-cert'] === undefined) !== (values['tls-key'] === undefined)) {
    throw new UsageError('--tls-cert and --tls-key go together: give both or none');
  }
  const region = values.region ?? 'montevideo';
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(region)) {
    throw new UsageError(`--region ${region}: a region's name is of small letters, digits and hyphens`);
  }
  return {
    host: values.host ?? '127.0.0.1',
    port: values.port,
    certFile: values['tls-cert'],
    keyFile: values['tls-key'],
    region,
    simulator: values.simulator ?? true,
    speed: values.speed ?? 1,
    seed: values.seed ?? 1,
    help: values.help ?? false,
  };
}
