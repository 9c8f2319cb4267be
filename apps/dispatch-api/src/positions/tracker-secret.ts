import type { TrackerReport } from '#codecs';
import type { DeviceRow } from '#persistence';
import type { FastifyRequest } from 'fastify';
import { ProblemException } from '../http/problem.ts';
import type { UnitDirectory } from './unit-directory.ts';

/** The tracker that a request over HTTP speaks for, when it shows that tracker's own secret. */
export async function authenticateTracker(
  directory: UnitDirectory,
  { externalId, key }: TrackerReport,
  request: FastifyRequest,
): Promise<DeviceRow> {
  const secret = key ?? secretFromHeaders(request);
  const device = secret === undefined ? undefined : await directory.authenticate(externalId, secret);
  if (!device) throw new ProblemException('deviceNotKnown');
  return device;
}

function secretFromHeaders({ headers }: FastifyRequest): string | undefined {
  const own = headers['x-device-key'];
  if (typeof own === 'string' && own !== '') return own;
  const [scheme, credentials = ''] = (headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  const text = Buffer.from(credentials, 'base64').toString('utf8');
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : undefined;
}
