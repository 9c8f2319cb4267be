import { shortOf } from '../command-line/verbs.ts';
import type { TextKey } from '../i18n/en.ts';

type KeyRow = readonly [key: string, text: TextKey];

/** Keys of the pages beside the desk, for the help; the verb that leads to them is said in the present language. */
export const listOfficeKeys = (): readonly KeyRow[] => [
  [shortOf('menu'), 'help.officesOpen'],
  ['↑ ↓', 'help.officesNav'],
  ['N', 'help.officesNew'],
  ['I', 'help.officesImport'],
  ['/', 'help.officesSearch'],
  ['Enter', 'help.officesSave'],
  ['Esc', 'help.officesBack'],
];

/** Keys while the desk looks back. */
export const PAST_KEYS: readonly KeyRow[] = [
  ['← →', 'help.pastStep'],
  ['Space', 'help.pastPlay'],
  ['1 2 3', 'help.pastSpeed'],
  ['Esc F8', 'help.pastBack'],
];
