import { cs as alarms } from '#contracts/alarm-texts/cs.ts';
import { cs as proposals } from '#contracts/proposal-texts/cs.ts';
import { cs as triage } from '#contracts/triage-texts/cs.ts';
import { speech } from '#ui/i18n/speech/cs.ts';
import { cs as desk } from '../cs.ts';
import type { LanguagePack } from '../language-pack.ts';

export const pack: LanguagePack = { desk, speech, alarms, proposals, triage };
