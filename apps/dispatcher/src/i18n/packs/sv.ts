import { sv as alarms } from '#contracts/alarm-texts/sv.ts';
import { sv as proposals } from '#contracts/proposal-texts/sv.ts';
import { sv as triage } from '#contracts/triage-texts/sv.ts';
import { speech } from '#ui/i18n/speech/sv.ts';
import { sv as desk } from '../sv.ts';
import type { LanguagePack } from '../language-pack.ts';

export const pack: LanguagePack = { desk, speech, alarms, proposals, triage };
