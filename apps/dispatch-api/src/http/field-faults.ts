import { FAULT_TEXTS, fieldFaultText, isFault, type Language, textFaultText } from '#contracts';
import type { FieldFault as DomainFault } from '#domain';
import { type core, locales } from 'zod';

export type FieldFault = { readonly path: string; readonly message: string };
export interface Issue {
  readonly message: string;
  readonly path?: string | readonly (PropertyKey | { readonly key: PropertyKey })[];
  /** Set when a rule of the domain found it. */
  readonly fault?: DomainFault;
}

/** A fault of the domain, its path written as the contracts write theirs: `entries.2.slots.0`. */
export const toIssue = (fault: DomainFault): Issue => ({
  message: fault.fault,
  path: fault.path.replaceAll(/\[(\d+)\]/g, '.$1'),
  fault,
});

const MAX_FAULTS = 50;
const LOCALES = { en: locales.en(), bg: locales.bg(), cs: locales.cs(), sv: locales.sv() } as const;

/** What is wrong with a typed text, as a person would say it; undefined for other faults of zod's. */
function textOfTyped(issue: core.$ZodRawIssue, language: Language): string | undefined {
  if (issue.code === 'too_small' && issue.origin === 'string') {
    const least = Number(issue.minimum);
    return textFaultText(least > 1 ? 'tooShort' : 'missing', least, language);
  }
  if (issue.code === 'too_big' && issue.origin === 'string')
    return textFaultText('tooLong', Number(issue.maximum), language);
  const isEmail = issue.code === 'invalid_format' && issue.format === 'email';
  return isEmail ? textFaultText('noEmail', 0, language) : undefined;
}

/** What is wrong with a field, in a language: our own checks by their key, the rest by zod's locale. */
function textOf(issue: Issue, language: Language): string {
  if (issue.fault) return fieldFaultText(issue.fault, language);
  if (isFault(issue.message)) return FAULT_TEXTS[language][issue.message];
  // Trackers' faults have no code of zod's; their messages are read by engineers, in English.
  if (!('code' in issue)) return issue.message;
  const raw = issue as core.$ZodRawIssue;
  const typed = textOfTyped(raw, language);
  if (typed !== undefined) return typed;
  const localized = LOCALES[language].localeError(raw);
  return typeof localized === 'string' ? localized : (localized?.message ?? issue.message);
}

function pathOf({ path = [] }: Issue): string {
  if (typeof path === 'string') return path;
  return path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
}

/** The fields at fault with their texts, at most 50. */
export function toFieldFaults(issues: readonly Issue[], language: Language): FieldFault[] {
  return issues
    .slice(0, MAX_FAULTS)
    .map((issue) => ({ path: pathOf(issue), message: textOf(issue, language) }));
}
