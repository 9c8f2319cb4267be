import type { AlarmTexts } from '#contracts/alarm-texts/shape.ts';
import type { DestinationTexts } from '#contracts/destination-texts/shape.ts';
import type { ProposalTexts } from '#contracts/proposal-texts/en.ts';
import type { Catalogue, Speech } from '#ui';
import type { FirstTextKey } from './en.ts';
import type { PanelTextKey } from './panels/en.ts';

/** What the desk says in one language, but for the server's reasons: one file, loaded when the language is chosen. */
export interface LanguagePack {
  readonly desk: Catalogue<FirstTextKey>;
  readonly speech: Speech;
  readonly alarms: AlarmTexts;
  readonly proposals: ProposalTexts;
  readonly triage: Readonly<Record<string, string>>;
}

/** What its panels say that follow later. */
export interface PanelPack {
  readonly panels: Catalogue<PanelTextKey>;
  readonly destinations: DestinationTexts;
}
