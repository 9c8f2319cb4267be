import type { HazardView } from '#contracts';
import type { HazardKind } from '#domain';
import { readTyped, zonedText } from '../history/zoned-time.ts';

/** A warning as it stands in the form; days as `YYYY-MM-DD` on the region's calendar, empty for none. */
export interface HazardDraft {
  readonly kind: HazardKind;
  readonly text: string;
  readonly addressText: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly source: 'place' | 'coordinates' | 'text';
  readonly untilDay: string;
  readonly reviewDay: string;
}

export const EMPTY_DRAFT: HazardDraft = {
  kind: 'dog',
  text: '',
  addressText: '',
  lon: null,
  lat: null,
  source: 'text',
  untilDay: '',
  reviewDay: '',
};

const dayOf = (at: string | null, timeZone: string): string =>
  at === null ? '' : zonedText(Date.parse(at), timeZone).slice(0, 10);

/** The end of a day in a time zone; null for no day. */
function endOfDay(day: string, timeZone: string): string | null {
  const instant = day === '' ? undefined : readTyped(`${day} 23:59:59`, timeZone, 0, 0);
  return instant === undefined ? null : new Date(instant).toISOString();
}

export function draftOf(hazard: HazardView, timeZone: string): HazardDraft {
  const [lon, lat] = hazard.coordinates ?? [null, null];
  return {
    kind: hazard.kind,
    text: hazard.text,
    addressText: hazard.addressText,
    lon,
    lat,
    source: 'text',
    untilDay: dayOf(hazard.validUntil, timeZone),
    reviewDay: dayOf(hazard.reviewAt, timeZone),
  };
}

export const isComplete = ({ text, addressText, lon }: HazardDraft): boolean =>
  text.trim() !== '' && (addressText.trim() !== '' || lon !== null);

const locationOf = ({ lon, lat, addressText, source }: HazardDraft) => ({ lon, lat, addressText, source });

/** The body of a new warning; a review that nobody chose is left to the server. */
export function bodyOf(draft: HazardDraft, timeZone: string) {
  const reviewAt = endOfDay(draft.reviewDay, timeZone);
  return {
    kind: draft.kind,
    text: draft.text.trim(),
    location: locationOf(draft),
    validUntil: endOfDay(draft.untilDay, timeZone),
    ...(reviewAt !== null && { reviewAt }),
  };
}

/** What of a warning was changed in the form, and nothing else; undefined when nothing was. */
export function changesOf(draft: HazardDraft, hazard: HazardView, timeZone: string) {
  const before = draftOf(hazard, timeZone);
  const reviewAt = endOfDay(draft.reviewDay, timeZone);
  const isElsewhere =
    draft.addressText !== before.addressText || draft.lon !== before.lon || draft.lat !== before.lat;
  const changes = {
    ...(draft.kind !== before.kind && { kind: draft.kind }),
    ...(draft.text.trim() !== before.text.trim() && { text: draft.text.trim() }),
    ...(isElsewhere && { location: locationOf(draft) }),
    ...(draft.untilDay !== before.untilDay && { validUntil: endOfDay(draft.untilDay, timeZone) }),
    ...(draft.reviewDay !== before.reviewDay && reviewAt !== null && { reviewAt }),
  };
  return Object.keys(changes).length === 0 ? undefined : changes;
}
