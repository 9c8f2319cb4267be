import { speech } from '#ui/i18n/speech/bg.ts';
import { bg as tablet } from '../bg.ts';
import type { LanguagePack } from '../language-pack.ts';

export const pack: LanguagePack = { tablet, speech };
