import { en as alarms } from '#contracts/alarm-texts/en.ts';
import { en as proposals } from '#contracts/proposal-texts/en.ts';
import { en as triage } from '#contracts/triage-texts/en.ts';
import { speech } from '#ui/i18n/speech/en.ts';
import { en as desk } from '../en.ts';
import type { LanguagePack } from '../language-pack.ts';

export const pack: LanguagePack = { desk, speech, alarms, proposals, triage };
