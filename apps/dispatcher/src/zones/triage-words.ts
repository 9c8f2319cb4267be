import type { TriageTreeView } from '#contracts';
import { sayTriage } from '#contracts/triage-texts/say.ts';
import type { PatientNeed } from '#domain';
import { locale } from '#ui';
import { t, texts } from '../i18n/text.ts';

/** A question as it is asked in the user's language. */
export const questionWord = ({ tree }: TriageTreeView, question: string): string =>
  sayTriage({ [locale.value]: texts().triage }, tree, locale.value, question);

export const answerWord = ({ tree }: TriageTreeView, question: string, answer: string): string =>
  sayTriage({ [locale.value]: texts().triage }, tree, locale.value, question, answer);

export const needWord = (need: PatientNeed): string => t(`need.${need}`);
