import { z } from 'zod';
import { commandBase, coordinates, freeText, id, instant, regionId } from '../primitives.ts';
import { defineRoute } from '../route.ts';
import { CONTROL_ROOM } from '../units.ts';
import { crewPin, sendMessageBody } from './state.ts';

export const CREW_SIGNAL_KINDS = ['speak', 'emergency'] as const;
export type CrewSignalKind = (typeof CREW_SIGNAL_KINDS)[number];

/** A crew asks to speak, or for help for itself (`emergency`: the loudest alarm there is). */
export const crewSignalView = z.object({
  id,
  regionId,
  unitId: id,
  callSign: z.string(),
  kind: z.enum(CREW_SIGNAL_KINDS),
  isUrgent: z.boolean(),
  /** When the crew pressed it, by the server's time. */
  raisedAt: instant,
  /** Where the tablet was. */
  coordinates: coordinates.nullable(),
  acknowledgedAt: instant.nullable(),
  acknowledgedByName: z.string().nullable(),
  endedAt: instant.nullable(),
  /** `withdrawn` by the crew, or `settled` by the control room. */
  endedBecause: z.enum(['withdrawn', 'settled']).nullable(),
});
export type CrewSignalView = z.infer<typeof crewSignalView>;

/** A message without its words, as live rows carry it. */
export const messageNote = z.object({
  id,
  regionId,
  unitId: id,
  callSign: z.string(),
  isFromUnit: z.boolean(),
  authorName: z.string().nullable(),
  incidentId: id.nullable(),
  at: instant,
  /** When the other side read it. */
  readAt: instant.nullable(),
});
export type MessageNote = z.infer<typeof messageNote>;
export const deskMessage = messageNote.extend({ text: z.string() });
export type DeskMessage = z.infer<typeof deskMessage>;

export const settleSignalBody = z.object({ ...commandBase });
const signalParams = z.object({ signalId: id });

export const tabletDeskRoutes = {
  listCrewSignals: defineRoute({
    name: 'listCrewSignals',
    method: 'GET',
    path: '/api/v1/crew-signals',
    summary: 'Crews of a region that ask to speak or for help, the gravest first',
    access: CONTROL_ROOM,
    query: z.object({ regionId: regionId.optional() }),
    response: z.object({ signals: z.array(crewSignalView), seq: z.number().int() }),
  }),
  acknowledgeCrewSignal: defineRoute({
    name: 'acknowledgeCrewSignal',
    method: 'POST',
    path: '/api/v1/crew-signals/:signalId/acknowledge',
    summary: 'Stop its sound at every desk; it stays until it is settled or the crew takes it back',
    access: CONTROL_ROOM,
    params: signalParams,
    body: settleSignalBody,
    response: crewSignalView,
    isCommand: true,
  }),
  settleCrewSignal: defineRoute({
    name: 'settleCrewSignal',
    method: 'POST',
    path: '/api/v1/crew-signals/:signalId/settle',
    summary: 'The crew has been spoken to, or help is there',
    access: CONTROL_ROOM,
    params: signalParams,
    body: settleSignalBody,
    response: crewSignalView,
    isCommand: true,
  }),
  listUnitMessages: defineRoute({
    name: 'listUnitMessages',
    method: 'GET',
    path: '/api/v1/unit-messages',
    summary: 'Messages between the control room and units, newest first; of one unit when it is named',
    access: CONTROL_ROOM,
    query: z.object({
      regionId: regionId.optional(),
      unitId: id.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: z.object({ messages: z.array(deskMessage), seq: z.number().int() }),
  }),
  postUnitMessage: defineRoute({
    name: 'postUnitMessage',
    method: 'POST',
    path: '/api/v1/unit-messages',
    summary: "Write to a unit's tablet",
    access: CONTROL_ROOM,
    body: sendMessageBody,
    response: messageNote,
    isCommand: true,
  }),
  readUnitMessages: defineRoute({
    name: 'readUnitMessages',
    method: 'POST',
    path: '/api/v1/unit-messages/read',
    summary: 'Mark what a unit wrote as read',
    access: CONTROL_ROOM,
    body: z.object({ ...commandBase, unitId: id }),
    response: z.object({ read: z.number().int() }),
    isCommand: true,
  }),
  setOwnPin: defineRoute({
    name: 'setOwnPin',
    method: 'POST',
    path: '/api/v1/me/pin',
    summary: 'Set the PIN with which one signs on to a unit at a tablet',
    access: 'signedIn',
    body: z.object({ currentPassword: freeText(200), pin: crewPin }),
    response: z.object({ hasPin: z.boolean() }),
  }),
  setCrewPin: defineRoute({
    name: 'setCrewPin',
    method: 'POST',
    path: '/api/v1/admin/users/:userId/pin',
    summary: "Set a crew member's PIN",
    access: ['admin'],
    params: z.object({ userId: id }),
    body: z.object({ ...commandBase, regionId: regionId.optional(), pin: crewPin }),
    response: z.object({ hasPin: z.boolean() }),
    isCommand: true,
  }),
} as const;
