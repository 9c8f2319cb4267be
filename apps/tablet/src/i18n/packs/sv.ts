import { speech } from '#ui/i18n/speech/sv.ts';
import { sv as tablet } from '../sv.ts';
import type { LanguagePack } from '../language-pack.ts';

export const pack: LanguagePack = { tablet, speech };
