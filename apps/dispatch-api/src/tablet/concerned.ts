import type { JournalRow } from '#persistence';

/** What journal rows touch, as far as tablets show it. */
export interface Touched {
  readonly unitIds: ReadonlySet<string>;
  readonly incidentIds: ReadonlySet<string>;
  /** Units that got work now. */
  readonly assignedUnitIds: ReadonlySet<string>;
  /** Tablets by themselves: enrolled, signed on or off. */
  readonly deviceIds: ReadonlySet<string>;
  readonly revokedIds: ReadonlySet<string>;
  /** Tablets whose sign-on another tablet's ended. */
  readonly replacedIds: ReadonlySet<string>;
}

const NEW_WORK = new Set([
  'unitAssigned',
  'assignmentActivated',
  'assignmentDiverted',
  'assignmentHandedOver',
]);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Units, incidents and tablets that rows of the journal concern. */
export function touchedBy(rows: readonly JournalRow[]): Touched {
  const touched = {
    unitIds: new Set<string>(),
    incidentIds: new Set<string>(),
    assignedUnitIds: new Set<string>(),
    deviceIds: new Set<string>(),
    revokedIds: new Set<string>(),
    replacedIds: new Set<string>(),
  };
  const add = (set: Set<string>, value: string | undefined): void => void (value && set.add(value));
  for (const { kind, subjectType, subjectId, payload: text } of rows) {
    const payload = JSON.parse(text) as Record<string, unknown>;
    const unitId = subjectType === 'unit' ? subjectId : textOf(payload['unitId']);
    add(touched.unitIds, unitId);
    add(touched.incidentIds, subjectType === 'incident' ? subjectId : textOf(payload['incidentId']));
    if (NEW_WORK.has(kind)) add(touched.assignedUnitIds, unitId);
    if (kind === 'deviceRevoked') add(touched.revokedIds, subjectId);
    if (kind === 'tabletSignedOn' || kind === 'tabletSignedOff') {
      add(touched.deviceIds, textOf(payload['deviceId']));
    }
    if (kind === 'tabletSignedOff' && payload['because'] === 'signedOnElsewhere') {
      add(touched.replacedIds, textOf(payload['deviceId']));
    }
  }
  return touched;
}
