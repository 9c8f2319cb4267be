import type { CrewSignalKind, CrewSignalView, MessageNote } from '#contracts';
import type { AssignmentStatus, PressedStep } from '#domain';

/** A tablet that has shown that it holds its key. */
export interface EnrolledDevice {
  readonly id: string;
  readonly regionId: string;
  readonly vehicleId: string | null;
  /** From then on it may hand in what it held, and read nothing. */
  readonly revokedAt: Date | null;
}

export interface SignOnRecord {
  readonly id: string;
  readonly regionId: string;
  readonly deviceId: string;
  readonly unitId: string;
  readonly startedAt: Date;
  readonly shiftEndsAt: Date;
  readonly endedAt: Date | null;
  /** In the order in which they signed on. */
  readonly memberIds: readonly string[];
}

export interface OutboxHead {
  readonly storedSeq: number;
  readonly lastCorrectedAt: Date | null;
}

export interface StoredReceipt {
  readonly deviceSeq: number;
  readonly result: 'applied' | 'recordedNotApplied';
  readonly reason: string | null;
  readonly bodyHash: string;
}

export interface NewDeviceEvent extends StoredReceipt {
  readonly deviceId: string;
  readonly outboxEpoch: string;
  readonly kind: string;
  readonly signOnId: string | null;
  readonly deviceAt: Date;
  readonly correctedAt: Date;
  readonly receivedAt: Date;
  readonly offsetMs: number;
  readonly isClockOff: boolean;
  /** As it came; kept apart, since it may be personal. */
  readonly body: unknown;
}

export interface NewCrewSignal {
  readonly id: string;
  readonly regionId: string;
  readonly unitId: string;
  readonly kind: CrewSignalKind;
  readonly isUrgent: boolean;
  readonly raisedAt: Date;
  readonly lon: number | null;
  readonly lat: number | null;
}

export interface NewUnitMessage {
  readonly id: string;
  readonly regionId: string;
  readonly unitId: string;
  readonly isFromUnit: boolean;
  readonly authorId: string;
  readonly incidentId: string | null;
  readonly at: Date;
  readonly text: string;
}

/** The vehicle and when and by whom something about it was said. */
export interface VehicleNote {
  readonly id: string;
  readonly vehicleId: string;
  readonly signOnId: string | null;
  readonly at: Date;
}

/** Devices and what they hand in, as seen inside one transaction. */
export interface DeviceStore {
  insertEnrolment(enrolment: {
    readonly codeHash: Buffer;
    readonly regionId: string;
    readonly vehicleId: string;
    readonly name: string;
    readonly at: Date;
    readonly by: string;
    readonly expiresAt: Date;
  }): Promise<void>;
  /** Uses the code up; undefined when it is unknown, used or out of date. */
  useEnrolment(
    codeHash: Buffer,
    deviceId: string,
    publicKey: unknown,
    at: Date,
  ): Promise<{ readonly regionId: string; readonly vehicleId: string } | undefined>;
  /** The device that a used code has become, if it holds this key. */
  findEnrolledWith(codeHash: Buffer, publicKey: unknown): Promise<string | undefined>;
  /** False when it is revoked already. */
  revokeDevice(deviceId: string, at: Date, by: string): Promise<boolean>;
  findDeviceRegion(deviceId: string): Promise<string | undefined>;
  findVehicleRegion(vehicleId: string): Promise<string | undefined>;

  noteDeviceSeen(deviceId: string, at: Date, offsetMs: number): Promise<void>;
  /** Begins the epoch where it is new. */
  openOutbox(deviceId: string, outboxEpoch: string): Promise<OutboxHead>;
  lockOutbox(deviceId: string, outboxEpoch: string): Promise<OutboxHead>;
  listReceipts(
    deviceId: string,
    outboxEpoch: string,
    deviceSeqs: readonly number[],
  ): Promise<readonly StoredReceipt[]>;
  /** Stores the event and moves the head of its epoch on to it. */
  insertDeviceEvent(event: NewDeviceEvent): Promise<void>;
}

/** Crews at their tablets. */
export interface SignOnStore {
  findSignOn(signOnId: string): Promise<SignOnRecord | undefined>;
  /** Those that have not ended, of the device or of the unit. */
  listOpenSignOns(of: {
    readonly deviceId: string;
    readonly unitId: string;
  }): Promise<readonly SignOnRecord[]>;
  insertSignOn(signOn: SignOnRecord & { readonly crewShiftId: string }): Promise<void>;
  endSignOn(signOnId: string, at: Date, because: string): Promise<void>;
  /** Users with the role of a crew in the region, among those given. */
  listCrewAmong(regionId: string, userIds: readonly string[]): Promise<readonly string[]>;
  findUnitOfVehicle(vehicleId: string, at: Date): Promise<string | undefined>;
  /** Binds the vehicle to the unit from now on; what either was bound to before ends. */
  bindVehicle(unitId: string, vehicleId: string, at: Date): Promise<void>;
  findCrewShift(
    shiftId: string,
  ): Promise<{ readonly regionId: string; readonly startsAt: Date; readonly endsAt: Date } | undefined>;
  insertCrewShift(shift: {
    readonly id: string;
    readonly regionId: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
  }): Promise<void>;
  addShiftMembers(shiftId: string, userIds: readonly string[]): Promise<void>;
  /** Binds the shift to the unit until its end, or until the next one planned; what was bound before ends. */
  bindCrew(unitId: string, shiftId: string, at: Date, until: Date): Promise<void>;
  unbindCrew(unitId: string, shiftId: string, at: Date): Promise<void>;
  findShiftOfSignOn(signOnId: string): Promise<string | undefined>;
}

/** What crews and the control room tell each other. */
export interface CrewTalkStore {
  listPressedSteps(
    assignmentId: string,
  ): Promise<readonly (PressedStep & { readonly status: AssignmentStatus })[]>;
  findOpenSignal(
    unitId: string,
    kind: CrewSignalKind,
  ): Promise<{ readonly id: string; readonly isUrgent: boolean } | undefined>;
  insertSignal(signal: NewCrewSignal): Promise<void>;
  /** What is known anew: the place of a call for help, or that it is urgent. */
  updateSignal(
    signalId: string,
    change: { readonly isUrgent: boolean; readonly lon: number | null; readonly lat: number | null },
  ): Promise<void>;
  endSignal(signalId: string, at: Date, because: 'withdrawn' | 'settled'): Promise<void>;
  acknowledgeSignal(signalId: string, at: Date, by: string): Promise<void>;
  findSignalForUpdate(
    signalId: string,
  ): Promise<
    | { readonly regionId: string; readonly acknowledgedAt: Date | null; readonly endedAt: Date | null }
    | undefined
  >;
  getSignalView(signalId: string): Promise<CrewSignalView>;
  /** False when the id is taken. */
  insertMessage(message: NewUnitMessage): Promise<boolean>;
  getMessageNote(messageId: string): Promise<MessageNote>;
  /** Of the unit: one of its messages, or all that it wrote. Answers the ids of those newly read. */
  readMessages(which: {
    readonly unitId: string;
    readonly messageId: string | null;
    readonly isFromUnit: boolean;
    readonly at: Date;
    readonly by: string;
  }): Promise<readonly string[]>;
  insertVehicleCheck(
    check: VehicleNote,
    items: readonly { readonly key: string; readonly isOk: boolean; readonly words: string }[],
    newId: () => string,
  ): Promise<void>;
  insertOdometerReading(reading: VehicleNote, km: number): Promise<void>;
}

/** Crews' PINs. */
export interface PinStore {
  setPin(userId: string, pinHash: string, at: Date, by: string): Promise<void>;
}

/** What is stored of tablets. */
export interface TabletStore extends DeviceStore, SignOnStore, CrewTalkStore, PinStore {}
