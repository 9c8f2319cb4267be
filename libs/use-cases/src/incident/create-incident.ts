import { CONTROL_ROOM, type CreateIncidentBody, type IncidentReceipt } from '#contracts';
import { renewNeeds, type IncidentCategory, type PatientNeed, type TriageResult } from '#domain';
import { checkAccess, chooseRegion, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { proposeDuplicates } from '../duplicates/propose-duplicates.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts, RegionRecord } from '../ports.ts';
import { keepTriage, settle } from '../triage/settle.ts';
import { toCoordinates } from './location.ts';
import { keepReport } from './report-of-incident.ts';

/** Category, priority and needs: as the answers decide, or as the dispatcher states them. */
interface Judgement {
  readonly category: IncidentCategory;
  readonly priority: number;
  readonly needs: readonly PatientNeed[];
  readonly triage?: TriageResult;
}

/** Opens an incident. The typed address is kept as typed; a position is welcome but not needed. */
export function createIncident(
  ports: CommandPorts,
  actor: Actor,
  body: CreateIncidentBody,
): Promise<Outcome<IncidentReceipt>> {
  return runCommand(ports, actor, { commandId: body.commandId, body }, async (context) => {
    const regionId = chooseRegion(actor, body.regionId, CONTROL_ROOM);
    if (regionId === undefined) return refuse('forbidden');
    const denied = checkAccess(actor, regionId, CONTROL_ROOM);
    if (denied) return denied;
    const region = await context.store.findRegion(regionId);
    if (!region) return refuse('notFound');
    const judged = await judge(context, regionId, body);
    if (!judged.ok) return judged;
    const id = await insertIncident(context, region, body, judged.value);
    const { triage } = judged.value;
    if (triage) await keepTriage(context, { id, regionId }, 1, triage);
    const reported = await keepReport(context, { id, regionId }, body);
    if (!reported.ok) return reported;
    const { location, notes } = body;
    const { category } = judged.value;
    const said = { addressText: location.addressText, words: notes ?? '', category };
    const report = { coordinates: toCoordinates(location), reportedAt: context.now, ...said };
    await proposeDuplicates(context, regionId, { incidentId: id, callId: null }, report);
    return accept(await context.store.getIncidentReceipt(id));
  });
}

async function judge(
  context: CommandContext,
  regionId: string,
  { category, priority, needs = [], triage }: CreateIncidentBody,
): Promise<Outcome<Judgement>> {
  if (!triage) return accept({ category, priority, needs: renewNeeds(needs, [], []) });
  const settled = await settle(context, regionId, triage);
  if (!settled.ok) return settled;
  const result = settled.value;
  return accept({
    category: result.category,
    priority: result.priority,
    needs: renewNeeds(needs, [], result.needs),
    triage: result,
  });
}

async function insertIncident(
  { store, actor, now, newId, journal }: CommandContext,
  region: RegionRecord,
  body: CreateIncidentBody,
  { category, priority, needs }: Judgement,
): Promise<string> {
  const incident = {
    id: newId(),
    regionId: region.id,
    number: await store.takeIncidentNumber(region.id),
    category,
    priority,
    needs,
    version: 1,
    coordinates: toCoordinates(body.location),
  };
  const detail = {
    addressText: body.location.addressText,
    notes: body.notes ?? '',
    locationSource: body.location.source,
  };
  const stamp = { createdAt: now, createdBy: actor.id, isTraining: region.isTraining };
  await store.insertIncident({ ...incident, ...stamp }, detail);
  journal({
    regionId: region.id,
    kind: 'incidentCreated',
    subjectType: 'incident',
    subjectId: incident.id,
    payload: {
      number: incident.number,
      category,
      priority,
      needs,
      coordinates: incident.coordinates,
      detailVersion: 1,
      isTraining: region.isTraining,
    },
  });
  return incident.id;
}
