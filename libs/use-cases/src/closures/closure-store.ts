import type { ClosureKind, ClosureShape, ClosureView } from '#contracts';

/** A closure as commands see it. */
export interface ClosureRecord {
  readonly id: string;
  readonly mapId: number;
  readonly regionId: string;
  readonly kind: ClosureKind;
  readonly timeFactor: number | null;
  readonly emergencyMayPass: boolean;
  /** Free text; never in the journal. */
  readonly reason: string;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly liftedAt: Date | null;
}

export interface NewClosure extends Omit<ClosureRecord, 'liftedAt'> {
  readonly shape: ClosureShape;
  readonly edgeKeys: readonly string[];
  readonly coordinates: readonly (readonly (readonly [number, number])[])[];
  readonly roadNames: readonly string[];
  readonly lengthMeters: number;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** Closures as stored, inside one transaction. */
export interface ClosureStore {
  insertClosure(closure: NewClosure): Promise<void>;
  findClosureForUpdate(closureId: string): Promise<ClosureRecord | undefined>;
  updateClosure(
    closureId: string,
    changed: Pick<ClosureRecord, 'timeFactor' | 'emergencyMayPass' | 'reason' | 'endsAt'>,
  ): Promise<void>;
  liftClosure(closureId: string, at: Date, by: string): Promise<void>;
  /** Whether a region that is not for training uses the map. */
  hasLiveRegion(mapId: number): Promise<boolean>;
  getClosureView(closureId: string, at: Date): Promise<ClosureView>;
}
