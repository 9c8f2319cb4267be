import type { RejectionView, SentenceView } from '#contracts';
import { locale } from './locale.ts';
import { sayBecause, sayRejection, sayRule, saySlot } from './ranking-words.ts';

/** The same as the functions of `ranking-words.ts`, in the present language of the screen. */
export const becauseText = (sentence: SentenceView): string => sayBecause(locale.value, sentence);
export const rejectionText = (rejection: Pick<RejectionView, 'reason' | 'details'>): string =>
  sayRejection(locale.value, rejection);
export const ruleText = (rule: string): string => sayRule(locale.value, rule);
export const slotText = (slot: string): string => saySlot(locale.value, slot);
