import { bg as alarms } from '#contracts/alarm-texts/bg.ts';
import { bg as proposals } from '#contracts/proposal-texts/bg.ts';
import { bg as triage } from '#contracts/triage-texts/bg.ts';
import { speech } from '#ui/i18n/speech/bg.ts';
import { bg as desk } from '../bg.ts';
import type { LanguagePack } from '../language-pack.ts';

export const pack: LanguagePack = { desk, speech, alarms, proposals, triage };
