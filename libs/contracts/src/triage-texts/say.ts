import { answerTextKey, type TriageTree } from '#domain';
import { LANGUAGES, type Language } from '../languages.ts';

type Texts = Readonly<Record<string, string>>;
/** Built-in words by language; a screen has those of its own language alone. */
export type TriageCatalogues = Readonly<Partial<Record<Language, Texts>>>;

const COMMON_ANSWERS: Readonly<Record<Language, Texts>> = {
  en: { yes: 'Yes', no: 'No', unsure: 'Not sure' },
  bg: { yes: 'Да', no: 'Не', unsure: 'Не е сигурно' },
  cs: { yes: 'Ano', no: 'Ne', unsure: 'Není jisté' },
  sv: { yes: 'Ja', no: 'Nej', unsure: 'Osäkert' },
};

type TextsOfTree = Pick<TriageTree, 'texts'>;

const own = (texts: Texts | undefined, key: string): string | undefined =>
  texts && Object.hasOwn(texts, key) && texts[key]!.trim() !== '' ? texts[key] : undefined;

/** The words in exactly this language: the tree's own before the built-in ones. */
export function findTriageText(
  catalogues: TriageCatalogues,
  tree: TextsOfTree,
  language: Language,
  key: string,
): string | undefined {
  const answer = key.split('.')[1];
  return (
    own(tree.texts?.[language], key) ??
    own(catalogues[language], key) ??
    (answer === undefined ? undefined : own(COMMON_ANSWERS[language], answer))
  );
}

/**
 * What a question (or one of its answers) is called on a screen: in the language asked for, else in the first of our
 * languages that has words for it, else its bare name, so that no question is ever blank.
 */
export function sayTriage(
  catalogues: TriageCatalogues,
  tree: TextsOfTree,
  language: Language,
  question: string,
  answer?: string,
): string {
  const key = answer === undefined ? question : answerTextKey(question, answer);
  return (
    [language, ...LANGUAGES]
      .map((one) => findTriageText(catalogues, tree, one, key))
      .find((text) => text !== undefined) ??
    answer ??
    question
  );
}
