import type { InboundView } from '#contracts';
import type { ArrivalNotice, AssignmentStatus, IncidentCategory, LonLat, PatientNeed } from '#domain';
import type { Actor } from '../actor.ts';
import type { Outcome } from '../outcome.ts';
import { travelProfileOf } from '../destination/travel-profile-of.ts';
import type { TravelLeg, TravelTimesQuestion } from '../travel/travel-times.ts';

export interface InboundAssignment {
  readonly assignmentId: string;
  readonly facilityId: string;
  readonly mapId: number;
  readonly facilityCoordinates: LonLat;
  readonly unitId: string;
  readonly callSign: string;
  readonly status: AssignmentStatus;
  readonly category: IncidentCategory;
  readonly priority: number;
  readonly needs: readonly PatientNeed[];
}

export interface InboundPorts {
  now(): Date;
  /** Of the facilities that the user is a member of. */
  listInbound(userId: string, regionId: string): Promise<readonly InboundAssignment[]>;
  listArrivalNotices(
    assignmentIds: readonly string[],
  ): Promise<readonly { readonly assignmentId: string; readonly notice: ArrivalNotice }[]>;
  /** Once an hour for each record is enough. */
  noteNoticesSeen(userId: string, regionId: string, recordIds: readonly string[]): Promise<void>;
  findPosition(unitId: string): { readonly coordinates: LonLat; readonly deviceAt: Date } | undefined;
  findTravelLegs(question: TravelTimesQuestion): Promise<Outcome<readonly (TravelLeg | undefined)[]>>;
}

/** The unit is with the patient and may come straight here; before, its road leads elsewhere first. */
const WITH_PATIENT: readonly AssignmentStatus[] = ['onScene', 'atPatient', 'leftScene'];
const LIMIT_SECONDS = 14_400;

interface Inbound {
  readonly assignment: InboundAssignment;
  readonly position: ReturnType<InboundPorts['findPosition']>;
}

/** What is on its way to the facilities of the signed-in user, the most urgent first, each with its road time from where it is. */
export async function listInbound(
  ports: InboundPorts,
  actor: Actor,
  regionId: string,
): Promise<{ at: string; inbound: InboundView[] }> {
  const now = ports.now();
  const inbound = (await ports.listInbound(actor.id, regionId)).map((assignment) => ({
    assignment,
    position: ports.findPosition(assignment.unitId),
  }));
  const seconds = await travelSecondsOf(ports, inbound);
  const notices = await noticesOf(ports, actor, regionId, inbound);
  const views = inbound.map(({ assignment, position }): InboundView => {
    const { assignmentId, facilityId, callSign, status, category, priority, needs } = assignment;
    const travelSeconds = seconds.get(assignmentId) ?? null;
    const isComing = status === 'leftScene' && travelSeconds !== null;
    return {
      assignmentId,
      facilityId,
      callSign,
      status,
      category,
      priority,
      needs: [...needs],
      travelSeconds,
      expectedAt: isComing ? new Date(now.getTime() + travelSeconds * 1000).toISOString() : null,
      positionAt: position?.deviceAt.toISOString() ?? null,
      notices: notices.get(assignmentId) ?? [],
    };
  });
  return { at: now.toISOString(), inbound: views };
}

/** What crews wrote of their patients, each view of it noted. */
async function noticesOf(
  ports: InboundPorts,
  actor: Actor,
  regionId: string,
  inbound: readonly Inbound[],
): Promise<ReadonlyMap<string, ArrivalNotice[]>> {
  const notices = new Map<string, ArrivalNotice[]>();
  if (inbound.length === 0) return notices;
  const listed = await ports.listArrivalNotices(inbound.map(({ assignment }) => assignment.assignmentId));
  for (const { assignmentId, notice } of listed)
    notices.set(assignmentId, [...(notices.get(assignmentId) ?? []), notice]);
  const recordIds = listed.map(({ notice }) => notice.recordId);
  if (recordIds.length > 0) await ports.noteNoticesSeen(actor.id, regionId, recordIds);
  return notices;
}

/** One search of the roads per facility and way of driving serves all units that come to it. */
async function travelSecondsOf(
  ports: InboundPorts,
  inbound: readonly Inbound[],
): Promise<Map<string, number>> {
  const groups = new Map<string, (Inbound & { position: NonNullable<Inbound['position']> })[]>();
  for (const { assignment, position } of inbound) {
    if (!position || !WITH_PATIENT.includes(assignment.status)) continue;
    const key = `${assignment.facilityId} ${travelProfileOf(assignment.priority)}`;
    const group = groups.get(key);
    if (group) group.push({ assignment, position });
    else groups.set(key, [{ assignment, position }]);
  }
  const seconds = new Map<string, number>();
  for (const group of groups.values()) {
    const { mapId, facilityCoordinates, priority } = group[0]!.assignment;
    const legs = await ports.findTravelLegs({
      mapId,
      sources: group.map(({ position }) => position.coordinates),
      target: facilityCoordinates,
      profile: travelProfileOf(priority),
      limitSeconds: LIMIT_SECONDS,
    });
    if (!legs.ok) continue;
    group.forEach(({ assignment }, index) => {
      const leg = legs.value[index];
      if (leg) seconds.set(assignment.assignmentId, Math.round(leg.travelSeconds));
    });
  }
  return seconds;
}
