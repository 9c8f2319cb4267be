import { stepWord } from '#ui';
import type { AssignmentStatus } from '#domain';
import type { TextKey } from '../i18n/en.ts';
import { t } from '../i18n/text.ts';

const KINDS = [
  'refuse',
  'duty',
  'speakRequest',
  'emergency',
  'message',
  'messageRead',
  'vehicleCheck',
  'odometer',
  'patientRecord',
] as const;

const SHORT = 60;

/** What the crew wrote in an entry that was not applied, whole: nobody else has it. */
export function wordsLost(kind: string, body: Readonly<Record<string, unknown>> | null): string | undefined {
  const words = kind === 'message' ? body?.['text'] : kind === 'refuse' ? body?.['words'] : undefined;
  return typeof words === 'string' && words !== '' ? words : undefined;
}

/** An entry of the queue in a few words. */
export function describeEvent(kind: string, body: Readonly<Record<string, unknown>> | null): string {
  if (kind === 'status' && typeof body?.['status'] === 'string')
    return t('event.status', { status: stepWord(body['status'] as AssignmentStatus) });
  if (kind === 'message' && typeof body?.['text'] === 'string')
    return `${t('event.message')}: ${body['text'].slice(0, SHORT)}`;
  const known = KINDS.find((one) => one === kind);
  const key: TextKey = known ? `event.${known}` : 'event.other';
  return t(key);
}
