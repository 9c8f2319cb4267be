import type { OutboxAnswer, TabletEventKind } from '#contracts';
import { type EnrolledDevice, signOn, takeOutbox } from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import type { CommandFixture } from './command-fixture.ts';

/** A crew signed on to a unit at the tablet of a vehicle of its own. */
export interface TabletCrew {
  readonly device: EnrolledDevice;
  readonly signOnId: string;
  readonly unitId: string;
  readonly outboxEpoch: string;
  /** Hands in one tap, with the next number. */
  tap(kind: TabletEventKind, body: Record<string, unknown>): Promise<OutboxAnswer['receipts'][number]>;
}

/** Enrols a tablet and signs one person on. */
export async function signOnCrew(
  { region, ports }: CommandFixture,
  userId: string,
  unitId: string,
): Promise<TabletCrew> {
  const { regionId } = region;
  const [vehicleId, deviceId, signOnId, outboxEpoch] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await region.query('insert into vehicle (id, region_id, plate) values ($1, $2, $3)', [
    vehicleId,
    regionId,
    vehicleId.slice(-8),
  ]);
  await region.query(
    `insert into device (id, region_id, vehicle_id, protocol, external_id, secret_hash)
     values ($1, $2, $3, 'tablet', $4, '')`,
    [deviceId, regionId, vehicleId, deviceId],
  );
  const device = { id: deviceId, regionId, vehicleId, revokedAt: null };
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  const signedOn = await signOn(ports, device, {
    signOnId,
    unitId,
    shiftId: null,
    endsAt,
    memberIds: [userId],
  });
  if (!signedOn.ok) throw new Error(signedOn.reason);
  let deviceSeq = 0;
  return {
    device,
    signOnId,
    unitId,
    outboxEpoch,
    tap: async (kind, body) => {
      deviceSeq += 1;
      const clock = { monotonicMs: null, runId: null };
      const at = new Date().toISOString();
      const event = { deviceSeq, at, ...clock, signOnId, kind, body };
      const answer = await takeOutbox(ports, device, { outboxEpoch, sentAt: at, ...clock, events: [event] });
      return answer.receipts[0]!;
    },
  };
}
