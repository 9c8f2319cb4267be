import { TABLET_EVENT_KINDS, tabletEventBodies } from '#contracts';
import type { EventReceipt, OutboxAnswer, OutboxBody, TabletEvent, TabletEventKind } from '#contracts';
import { admitSeq, correctTimes, type CorrectedTime } from '#domain';
import type { Actor } from '../actor.ts';
import { runJournalled, type JournalledContext } from '../command/run-command.ts';
import { refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { TABLET_EFFECTS, type Applied, type EventContext } from './effects.ts';
import type { EnrolledDevice, OutboxHead, SignOnRecord } from './tablet-store.ts';

/** Data that PostgreSQL will never take (classes 22 and 23): trying again would block all taps behind it. */
const NEVER_TAKEN = /^2[23]/;
/** A tap made on the way to the end of a sign-on belongs to it still. */
const GRACE_MS = 60_000;
/** No tablet holds taps for longer; older times come from broken clocks. */
const OLDEST_MS = 60 * 86_400_000;

interface Batch {
  readonly device: EnrolledDevice;
  readonly outboxEpoch: string;
  readonly receivedAt: Date;
  readonly signOns: ReadonlyMap<string, SignOnRecord>;
}
type Timed = { readonly event: TabletEvent; readonly time: CorrectedTime };

const isKnownKind = (kind: string): kind is TabletEventKind =>
  (TABLET_EVENT_KINDS as readonly string[]).includes(kind);

/**
 * Takes what a tablet hands in, in its order. Each event is stored with its effect, its journal row and its receipt in
 * a transaction of its own, exactly once: a repeat gets its first receipt, and one that does not follow on what is
 * stored waits for those before it.
 */
export async function takeOutbox(
  ports: CommandPorts,
  device: EnrolledDevice,
  body: OutboxBody,
): Promise<OutboxAnswer> {
  const receivedAt = ports.clock.now();
  const { outboxEpoch } = body;
  const { head, signOns } = await open(ports, device, body, receivedAt);
  const batch: Batch = { device, outboxEpoch, receivedAt, signOns };
  const receipts: EventReceipt[] = [];
  let { storedSeq } = head;
  for (const timed of putOnOurClock(batch, body, head)) {
    const receipt = await takeSurely(ports, batch, timed).catch((error: unknown) => {
      // What is stored is confirmed all the same; the rest comes again.
      if (receipts.length === 0) throw error;
    });
    if (!receipt) break;
    receipts.push(receipt);
    storedSeq = Math.max(storedSeq, receipt.deviceSeq);
  }
  return { serverAt: ports.clock.now().toISOString(), receipts, storedSeq };
}

function open(
  ports: CommandPorts,
  device: EnrolledDevice,
  { outboxEpoch, sentAt, events }: OutboxBody,
  receivedAt: Date,
): Promise<{ head: OutboxHead; signOns: ReadonlyMap<string, SignOnRecord> }> {
  return ports.inTransaction(async (store) => {
    await store.noteDeviceSeen(device.id, receivedAt, Date.parse(sentAt) - receivedAt.getTime());
    const head = await store.openOutbox(device.id, outboxEpoch);
    const ids = new Set(events.flatMap(({ signOnId }) => signOnId ?? []));
    const signOns = new Map<string, SignOnRecord>();
    for (const id of ids) {
      const signOn = await store.findSignOn(id);
      if (signOn?.deviceId === device.id) signOns.set(id, signOn);
    }
    return { head, signOns };
  });
}

/** Repeats are timed anew with the others, which does no harm: they keep what was stored first. */
function putOnOurClock({ receivedAt, signOns }: Batch, body: OutboxBody, head: OutboxHead): Timed[] {
  const fresh = body.events.filter(({ deviceSeq }) => deviceSeq > head.storedSeq);
  const first = fresh[0]?.signOnId ?? null;
  const startedAt = first === null ? undefined : signOns.get(first)?.startedAt;
  const notBefore = Math.max(
    head.lastCorrectedAt?.getTime() ?? -Infinity,
    startedAt?.getTime() ?? -Infinity,
    receivedAt.getTime() - OLDEST_MS,
  );
  const timesOf = (events: readonly TabletEvent[], notBeforeMs: number | null): CorrectedTime[] =>
    correctTimes(
      events.map(({ at, monotonicMs, runId }) => ({ deviceAtMs: Date.parse(at), monotonicMs, runId })),
      {
        sentAtMs: Date.parse(body.sentAt),
        monotonicMs: body.monotonicMs,
        runId: body.runId,
        receivedAtMs: receivedAt.getTime(),
      },
      notBeforeMs,
    );
  const repeats = body.events.filter(({ deviceSeq }) => deviceSeq <= head.storedSeq);
  const times = [...timesOf(repeats, null), ...timesOf(fresh, notBefore)];
  return [...repeats, ...fresh].map((event, index) => ({ event, time: times[index]! }));
}

/** An event whose effect the database refuses for good is stored without it. */
async function takeSurely(
  ports: CommandPorts,
  batch: Batch,
  timed: Timed,
): Promise<EventReceipt | undefined> {
  try {
    return await takeEvent(ports, batch, timed, applyEvent);
  } catch (error) {
    if (!NEVER_TAKEN.test((error as { code?: string }).code ?? '')) throw error;
    return takeEvent(ports, batch, timed, () => Promise.resolve(refuse('eventMalformed')));
  }
}

const actorOf = ({ device, signOns }: Batch, { signOnId }: TabletEvent): Actor => {
  const memberId = signOnId === null ? undefined : signOns.get(signOnId)?.memberIds[0];
  return { kind: 'device', id: memberId ?? device.id, displayName: '', roles: [] };
};

function takeEvent(
  ports: CommandPorts,
  batch: Batch,
  { event, time }: Timed,
  apply: (context: EventContext, event: TabletEvent) => Promise<Outcome<Applied>>,
): Promise<EventReceipt | undefined> {
  const { device, outboxEpoch, receivedAt, signOns } = batch;
  const { deviceSeq, kind, at, body } = event;
  const bodyHash = ports.hashBody({ kind, at, body });
  return runJournalled(ports, actorOf(batch, event), receivedAt, async (context) => {
    const { store } = context;
    const head = await store.lockOutbox(device.id, outboxEpoch);
    const admission = admitSeq(head.storedSeq, deviceSeq);
    if (admission === 'gap') return undefined;
    if (admission === 'repeat') return repeatReceipt(context, batch, deviceSeq, bodyHash);
    const signOn = event.signOnId === null ? undefined : signOns.get(event.signOnId);
    const correctedAt = new Date(time.correctedMs);
    const source = { deviceId: device.id, outboxEpoch, deviceSeq };
    const inEvent: EventContext = { ...context, device, signOn, at: correctedAt, time, source, event };
    const outcome = await context.attempt(() => apply(inEvent, event));
    if (!outcome.ok) noteNotApplied(inEvent, outcome.reason);
    const reason = outcome.ok ? outcome.value.notApplied : outcome.reason;
    const result = reason === null ? ('applied' as const) : ('recordedNotApplied' as const);
    const isKnown = isKnownKind(kind);
    await store.insertDeviceEvent({
      ...source,
      kind: isKnown ? kind : 'unknown',
      signOnId: signOn?.id ?? null,
      deviceAt: new Date(at),
      correctedAt,
      receivedAt,
      offsetMs: Math.round(time.offsetMs),
      isClockOff: time.isClockOff,
      result,
      reason,
      bodyHash,
      body: isKnown ? keptBody(kind, body, outcome.ok) : { kind, body },
    });
    return { deviceSeq, result, reason };
  });
}

/** A patient's record that was applied stands in its own table, with rules of its own on how long it is kept. */
function keptBody(
  kind: TabletEventKind,
  body: TabletEvent['body'],
  wasApplied: boolean,
): TabletEvent['body'] {
  if (kind !== 'patientRecord' || !wasApplied) return body;
  const { document: _clinical, ...ids } = body;
  return ids;
}

/** The first receipt, unless the number stands for something else now. */
async function repeatReceipt(
  { store }: JournalledContext,
  { device, outboxEpoch }: Batch,
  deviceSeq: number,
  bodyHash: string,
): Promise<EventReceipt> {
  const [first] = await store.listReceipts(device.id, outboxEpoch, [deviceSeq]);
  if (!first) throw new Error(`event ${deviceSeq} of an outbox is counted but not stored`);
  if (first.bodyHash !== bodyHash) {
    return { deviceSeq, result: 'recordedNotApplied', reason: 'seqReused' };
  }
  return { deviceSeq, result: first.result, reason: first.reason };
}

/** The control room sees that a crew said something that did not fit. */
function noteNotApplied({ journal, device, signOn, event }: EventContext, reason: string): void {
  const isKnown = isKnownKind(event.kind);
  const assignmentId = isKnown && typeof event.body['assignmentId'] === 'string';
  journal({
    regionId: device.regionId,
    kind: 'tabletEventNotApplied',
    subjectType: signOn ? 'unit' : 'device',
    subjectId: signOn?.unitId ?? device.id,
    payload: {
      deviceId: device.id,
      deviceSeq: event.deviceSeq,
      event: isKnown ? event.kind : 'unknown',
      hasAssignment: assignmentId,
      reason,
    },
  });
}

async function applyEvent(context: EventContext, event: TabletEvent): Promise<Outcome<Applied>> {
  const { kind } = event;
  const { device, signOn, at } = context;
  if (!isKnownKind(kind)) return refuse('eventUnknown');
  const body = tabletEventBodies[kind].safeParse(event.body);
  if (!body.success) return refuse('eventMalformed');
  if (device.revokedAt && at > device.revokedAt) return refuse('deviceRevoked');
  const { needsSignOn, apply } = TABLET_EFFECTS[kind];
  if (needsSignOn) {
    if (!signOn) return refuse('notSignedOn');
    const isOver = signOn.endedAt !== null && at.getTime() > signOn.endedAt.getTime() + GRACE_MS;
    if (isOver) return refuse('signOnEnded');
  }
  return apply(context, body.data as never);
}
