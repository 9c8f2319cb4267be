import type { AssignmentStatus, BoardStatus, Capability, IncidentCategory, IncidentOutcome } from '#domain';
import { createTranslator } from './locale.ts';
import { findSpeech } from './present-speech.ts';
import type { WordKey } from './words/en.ts';

const word = createTranslator<WordKey>((language) => findSpeech(language)?.words);

export const statusWord = (status: BoardStatus): string => word(`status.${status}`);
export const stepWord = (status: AssignmentStatus): string => word(`step.${status}`);
export const categoryWord = (category: IncidentCategory): string => word(`category.${category}`);
export const outcomeWord = (outcome: IncidentOutcome): string => word(`outcome.${outcome}`);
export const capabilityWord = (capability: Capability): string => word(`capability.${capability}`);

/** Capabilities that say what kind of unit it is, most telling first. */
const KIND_ORDER: readonly Capability[] = ['physician', 'intensiveCare', 'als', 'bls', 'transport'];

/** The kind of a unit in one or two words, for a narrow column. */
export function unitKind(capabilities: readonly Capability[]): string {
  const kind = KIND_ORDER.find((capability) => capabilities.includes(capability)) ?? capabilities[0];
  return kind ? capabilityWord(kind) : '';
}

/** Everything a unit can do that its kind does not already say, in one line. */
export function capabilityList(capabilities: readonly Capability[]): string {
  const said = new Set<Capability>(['transport']);
  if (capabilities.includes('als') || capabilities.includes('intensiveCare')) said.add('bls');
  const telling = capabilities.filter((capability) => !said.has(capability));
  return (telling.length > 0 ? telling : capabilities).map(capabilityWord).join(' · ');
}
