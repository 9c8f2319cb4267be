import type { EventReceipt, OutboxAnswer } from '#contracts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isReceipt = (value: unknown): value is EventReceipt =>
  isRecord(value) &&
  Number.isInteger(value['deviceSeq']) &&
  (value['result'] === 'applied' || value['result'] === 'recordedNotApplied') &&
  (value['reason'] === null || typeof value['reason'] === 'string');

/**
 * The server's answer, if it is one: a proxy's page, half an answer or another program's JSON confirms nothing. Receipts
 * for numbers that were not sent, or above what the server says it holds, make the whole answer wrong.
 */
export function readOutboxAnswer(value: unknown, sent: readonly number[]): OutboxAnswer | undefined {
  if (!isRecord(value)) return undefined;
  const { serverAt, receipts, storedSeq } = value;
  if (typeof serverAt !== 'string' || Number.isNaN(Date.parse(serverAt))) return undefined;
  if (!Number.isInteger(storedSeq) || !Array.isArray(receipts) || !receipts.every(isReceipt))
    return undefined;
  const known = new Set(sent);
  const isOurs = receipts.every(
    ({ deviceSeq }) => known.has(deviceSeq) && deviceSeq <= (storedSeq as number),
  );
  return isOurs ? { serverAt, receipts, storedSeq: storedSeq as number } : undefined;
}
