import type { RejectionView, SentenceView } from '#contracts';
import { sayBecause, sayRejection, sayRule, saySlot } from './ranking-words.ts';
import { presentSpeech } from './present-speech.ts';

/** The same as the functions of `ranking-words.ts`, in the present language of the screen. */
export const becauseText = (sentence: SentenceView): string => sayBecause(presentSpeech(), sentence);
export const rejectionText = (rejection: Pick<RejectionView, 'reason' | 'details'>): string =>
  sayRejection(presentSpeech(), rejection);
export const ruleText = (rule: string): string => sayRule(presentSpeech(), rule);
export const slotText = (slot: string): string => saySlot(presentSpeech(), slot);
