import type { RecommendationView } from '#contracts';
import { BOARD_STATUSES, CAPABILITIES } from '#domain';
import { capabilityWord, formatTravel, statusWord } from '#ui';
import { isOneOf } from '../desk/is-one-of.ts';
import { en, type TextKey } from '../i18n/en.ts';
import { t } from '../i18n/text.ts';

type Values = Readonly<Record<string, string | number>>;

const known = (key: string): key is TextKey => Object.hasOwn(en, key);

/** Seconds become m:ss, so that a sentence reads `4:10` and not `250`. */
function withTimes(values: Values): Values {
  const times: Record<string, string | number> = { ...values };
  for (const [key, value] of Object.entries(values)) {
    if (key.endsWith('Seconds') && typeof value === 'number')
      times[key.slice(0, -'Seconds'.length)] = formatTravel(value);
  }
  return times;
}

/** Why the first is first, in the user's language. */
export function becauseText({ key, values }: RecommendationView['because']): string {
  const textKey = values['leadSeconds'] === 0 ? 'because.together' : `because.${key}`;
  return known(textKey) ? t(textKey, withTimes(values)) : '';
}

function rejectionValues(details: Values): Values {
  const { status, missing } = details;
  const values: Record<string, string | number> = { ...withTimes(details) };
  if (typeof status === 'string' && isOneOf(BOARD_STATUSES, status)) values['status'] = statusWord(status);
  if (typeof missing === 'string') {
    const names = missing.split(',').map((one) => (isOneOf(CAPABILITIES, one) ? capabilityWord(one) : one));
    values['missing'] = names.join(', ');
  }
  return values;
}

/** Why a unit was left out, in the user's language. */
export function rejectionText(rejection: RecommendationView['rejected'][number]): string {
  const textKey = `reject.${rejection.reason}`;
  if (!known(textKey)) return t('reject.other', { reason: rejection.reason });
  return t(textKey, rejectionValues(rejection.details));
}
