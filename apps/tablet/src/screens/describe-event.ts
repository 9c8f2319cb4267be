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

/** An entry of the queue in a few words. */
export function describeEvent(kind: string, body: Readonly<Record<string, unknown>> | null): string {
  if (kind === 'status' && typeof body?.['status'] === 'string')
    return t('event.status', { status: stepWord(body['status'] as AssignmentStatus) });
  if (kind === 'message' && typeof body?.['text'] === 'string')
    return `${t('event.message')}: ${body['text'].slice(0, 60)}`;
  const known = KINDS.find((one) => one === kind);
  const key: TextKey = known ? `event.${known}` : 'event.other';
  return t(key);
}
