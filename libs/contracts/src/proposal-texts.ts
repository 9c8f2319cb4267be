import type { Language } from './languages.ts';
import { bg } from './proposal-texts/bg.ts';
import { cs } from './proposal-texts/cs.ts';
import { en, type ProposalTextKey, type ProposalTexts } from './proposal-texts/en.ts';
import { sv } from './proposal-texts/sv.ts';

export type { ProposalTextKey };

export const PROPOSAL_TEXTS: Readonly<Record<Language, ProposalTexts>> = { en, bg, cs, sv };

/** The sentence in a language; a value that is missing stays visible as its name. */
export function sayProposal(
  language: Language,
  { key, values }: { readonly key: string; readonly values: Readonly<Record<string, string | number>> },
): string {
  const text = (PROPOSAL_TEXTS[language] as Readonly<Record<string, string>>)[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
