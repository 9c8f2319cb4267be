import { speech } from '#ui/i18n/speech/en.ts';
import { en as tablet } from '../en.ts';
import type { LanguagePack } from '../language-pack.ts';

export const pack: LanguagePack = { tablet, speech };
