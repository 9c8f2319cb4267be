import type { IncidentField, IncidentView } from '#contracts';
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { LiveStore } from '../../live/live-store.ts';

/** The fields that are edited in place; the place has an editor of its own. */
export type PlainField = Exclude<IncidentField, 'location'>;
export type FieldValue = string | number | readonly string[];

export interface FieldEdit {
  readonly incidentId: string;
  readonly field: IncidentField;
  /** The version of the incident on which the edit began. */
  readonly baseVersion: number;
  /** The value then. */
  readonly base: FieldValue;
  readonly value: FieldValue;
  readonly overrideReason: string;
  readonly isReasonNeeded: boolean;
  readonly isSending: boolean;
  /** True once the server refused because of somebody else's edit. */
  readonly isRefused: boolean;
}

/** What a field of an incident says now. */
export function fieldValue(incident: IncidentView, field: IncidentField): FieldValue {
  if (field === 'location') return placeValue(incident.detail.addressText, incident.coordinates);
  return field === 'notes' ? incident.detail.notes : incident[field];
}

/** A place as one text, its position included: either may be what changed. */
export function placeValue(
  addressText: string,
  place: readonly [number | null, number | null] | null,
): string {
  const [lon, lat] = place ?? [null, null];
  const at = lon === null || lat === null ? '' : `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
  return [addressText.trim(), at].filter((part) => part !== '').join(' · ');
}

const isSame = (one: FieldValue, other: FieldValue): boolean => JSON.stringify(one) === JSON.stringify(other);

/** One field of the selected incident being edited: what was there, what is typed, and what somebody else made of it meanwhile. */
export class IncidentEdit {
  readonly active = signal<FieldEdit | undefined>(undefined);
  /** Who changed each field last, as rows told: by incident and field. */
  private readonly changers = signal<ReadonlyMap<string, string>>(new Map());
  /** What the field says now, when that is something else than when the edit began. */
  readonly theirs = computed(() => {
    const edit = this.active.value;
    const incident = edit && this.store.findIncident(edit.incidentId);
    if (!edit || !incident) return undefined;
    const now = fieldValue(incident, edit.field);
    if (isSame(now, edit.base) || isSame(now, edit.value)) return undefined;
    return { value: now, by: this.changers.value.get(`${edit.incidentId} ${edit.field}`) ?? '' };
  });
  private stopFollowing: (() => void) | undefined;

  constructor(
    private readonly store: LiveStore,
    private readonly selected: ReadonlySignal<IncidentView | undefined>,
  ) {}

  start(): void {
    this.stopFollowing = this.store.onRow((row) => {
      const changed = row?.payload['changed'];
      if (row?.kind !== 'incidentChanged' || !Array.isArray(changed)) return;
      const next = new Map(this.changers.peek());
      for (const field of changed) next.set(`${row.subjectId} ${String(field)}`, row.actorName ?? '');
      this.changers.value = next;
    });
  }

  stop(): void {
    this.stopFollowing?.();
  }

  begin(field: IncidentField): void {
    const incident = this.selected.peek();
    if (!incident || incident.state === 'closed') return;
    const value = fieldValue(incident, field);
    this.active.value = {
      ...{ incidentId: incident.id, field, baseVersion: incident.version, base: value, value },
      ...{ overrideReason: '', isReasonNeeded: false, isSending: false, isRefused: false },
    };
  }

  change(
    part: Partial<Pick<FieldEdit, 'value' | 'overrideReason' | 'isSending' | 'isRefused' | 'isReasonNeeded'>>,
  ): void {
    const edit = this.active.peek();
    if (edit) this.active.value = { ...edit, ...part };
  }

  /** The edit now stands on what the field says: whoever saves has seen it. */
  rebase(): void {
    const edit = this.active.peek();
    const incident = edit && this.store.findIncident(edit.incidentId);
    if (!edit || !incident) return;
    this.active.value = {
      ...edit,
      baseVersion: incident.version,
      base: fieldValue(incident, edit.field),
      isRefused: false,
    };
  }

  end(): void {
    this.active.value = undefined;
  }
}
