import type { TriageTreeView } from '#contracts';
import { triageText } from '#contracts/triage-texts.ts';
import type { PatientNeed } from '#domain';
import { locale } from '#ui';
import { t } from '../i18n/text.ts';

/** A question as it is asked in the user's language. */
export const questionWord = ({ tree }: TriageTreeView, question: string): string =>
  triageText(tree, locale.value, question);

export const answerWord = ({ tree }: TriageTreeView, question: string, answer: string): string =>
  triageText(tree, locale.value, question, answer);

export const needWord = (need: PatientNeed): string => t(`need.${need}`);
