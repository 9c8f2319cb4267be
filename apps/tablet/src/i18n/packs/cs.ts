import { speech } from '#ui/i18n/speech/cs.ts';
import { cs as tablet } from '../cs.ts';
import type { LanguagePack } from '../language-pack.ts';

export const pack: LanguagePack = { tablet, speech };
