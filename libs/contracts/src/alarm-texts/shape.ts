import type { AlarmEnding, AlarmKind } from '#domain';
import type { DuplicateReason } from '../duplicates.ts';
import type { CrewRefusal } from '../tablet/outbox.ts';

/**
 * What alarms and proposals are called on screens. `{callSign}`, `{incident}` (its number) and `{duration}` (already in the
 * reader's language) are put in by the screen; so are `{distance}`, `{count}` and `{category}` of the reasons.
 */
export interface AlarmTexts {
  readonly kinds: Readonly<Record<AlarmKind, string>>;
  /** What to do about it. */
  readonly advice: Readonly<Record<AlarmKind, string>>;
  readonly endings: Readonly<Record<AlarmEnding, string>>;
  /** Why a crew gave an assignment back; stands behind the alarm's own words. */
  readonly crewRefusals: Readonly<Record<CrewRefusal, string>>;
  readonly duplicateReasons: Readonly<Record<DuplicateReason['key'], string>>;
}
