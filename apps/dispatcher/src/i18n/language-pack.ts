import type { AlarmTexts } from '#contracts/alarm-texts/shape.ts';
import type { DestinationTexts } from '#contracts/destination-texts/shape.ts';
import type { ProposalTexts } from '#contracts/proposal-texts/en.ts';
import type { Catalogue, Speech } from '#ui';
import type { TextKey } from './en.ts';

/** What the desk says in one language, but for the server's reasons: one file, loaded when the language is chosen. */
export interface LanguagePack {
  readonly desk: Catalogue<TextKey>;
  readonly speech: Speech;
  readonly alarms: AlarmTexts;
  readonly destinations: DestinationTexts;
  readonly proposals: ProposalTexts;
  readonly triage: Readonly<Record<string, string>>;
}
