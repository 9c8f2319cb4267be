import { ASSIGNMENT_STATUSES, CAPABILITIES, DUTY_STATES, INCIDENT_CATEGORIES } from '#domain';
import { z } from 'zod';
import { coordinates, freeText, id, instant, regionId } from '../primitives.ts';
import { defineRoute } from '../route.ts';
import { tabletDevice } from './enrolment.ts';

/** Socket.io namespace of tablets: the server says `changed`, and the tablet reads its state anew. */
export const TABLET_NAMESPACE = '/tablet';
export interface TabletServerEvents {
  /** Something of the state, or only the route (`run`), is new; `assignment` rings. */
  changed: (what: 'state' | 'assignment' | 'run') => void;
  /** The device was revoked or its sign-on ended elsewhere; the socket closes after it. */
  signedOut: (reason: string) => void;
}
export interface TabletClientEvents {
  renew: (body: { token: string }, answer: (answer: { ok: boolean; reason?: string }) => void) => void;
}

const person = z.object({ id, displayName: z.string() });

export const signOnChoices = z.object({
  units: z.array(
    z.object({
      id,
      callSign: z.string(),
      capabilities: z.array(z.enum(CAPABILITIES)),
      /** The vehicle it runs with now; the tablet's own one is bound to it by the sign-on. */
      vehiclePlate: z.string().nullable(),
      /** Crew that is signed on to it now. */
      crew: z.array(person),
    }),
  ),
  crew: z.array(person.extend({ hasPin: z.boolean() })),
  /** Planned shifts that run now or begin within two hours. */
  shifts: z.array(
    z.object({ id, startsAt: instant, endsAt: instant, memberIds: z.array(id), unitId: id.nullable() }),
  ),
});
export type SignOnChoices = z.infer<typeof signOnChoices>;

export const crewPin = z.string().regex(/^\d{4,8}$/);
export const signOnBody = z.object({
  /** Made by the tablet; the same one again answers with the same sign-on. */
  signOnId: id,
  unitId: id,
  /** A planned shift, or none: then the crew says until when it works. */
  shiftId: id.nullable().default(null),
  endsAt: instant.nullable().default(null),
  members: z
    .array(z.object({ userId: id, pin: crewPin }))
    .min(1)
    .max(6),
});
export type SignOnBody = z.infer<typeof signOnBody>;

export const tabletSignOn = z.object({
  id,
  unit: z.object({
    id,
    callSign: z.string(),
    capabilities: z.array(z.enum(CAPABILITIES)),
    dutyState: z.enum(DUTY_STATES),
  }),
  crew: z.array(person),
  startedAt: instant,
  shiftEndsAt: instant,
});
export type TabletSignOn = z.infer<typeof tabletSignOn>;

export const tabletAssignment = z.object({
  id,
  status: z.enum(ASSIGNMENT_STATUSES),
  /** Times of the steps so far, as the server has them. */
  steps: z.array(z.object({ status: z.enum(ASSIGNMENT_STATUSES), at: instant })),
  createdAt: instant,
  /** Only while it can be told: an ended assignment stays for an hour with its number, without what is personal. */
  endedAt: instant.nullable(),
  incident: z.object({
    id,
    number: z.number().int(),
    category: z.enum(INCIDENT_CATEGORIES),
    priority: z.number().int(),
    createdAt: instant,
    coordinates: coordinates.nullable(),
    addressText: z.string(),
    notes: z.string(),
    /** The number to ring back, when a call gave one. */
    callbackPhone: z.string().nullable(),
    remarks: z.array(z.object({ id, at: instant, authorName: z.string().nullable(), text: z.string() })),
    hazards: z.array(z.object({ id, text: z.string() })),
    patients: z.array(
      z.object({
        id,
        number: z.number().int(),
        ageMonths: z.number().nullable(),
        sex: z.string().nullable(),
        condition: z.string(),
      }),
    ),
  }),
  destination: z.object({ facilityId: id, name: z.string(), coordinates }).nullable(),
  alsoGoing: z.array(
    z.object({
      unitId: id,
      callSign: z.string(),
      capabilities: z.array(z.enum(CAPABILITIES)),
      status: z.enum(ASSIGNMENT_STATUSES),
      arrivesAt: instant.nullable(),
    }),
  ),
});
export type TabletAssignment = z.infer<typeof tabletAssignment>;

export const tabletMessage = z.object({
  id,
  /** Null: from the control room. */
  fromUnitId: id.nullable(),
  authorName: z.string().nullable(),
  text: z.string(),
  incidentId: id.nullable(),
  at: instant,
  readAt: instant.nullable(),
});
export type TabletMessage = z.infer<typeof tabletMessage>;

/** Everything the tablet shows that is not the map; small enough to be read anew at each change (with an ETag). */
export const tabletState = z.object({
  serverAt: instant,
  device: tabletDevice,
  region: z.object({
    id: regionId,
    name: z.string(),
    mapName: z.string(),
    mapVersion: z.number().int(),
    timeZone: z.string(),
    languages: z.array(z.string()),
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    center: z.tuple([z.number(), z.number()]),
    attribution: z.string(),
    controlRoomPhone: z.string().nullable(),
  }),
  signOn: tabletSignOn.nullable(),
  /** Active first, then reserved, then those ended in the last hour. */
  assignments: z.array(tabletAssignment),
  /** The newest 50, oldest first. */
  messages: z.array(tabletMessage),
  speakRequestedAt: instant.nullable(),
  emergencyAt: instant.nullable(),
  /** Keys of the check list of this vehicle's class. */
  vehicleCheckKeys: z.array(z.string()),
  lastOdometerKm: z.number().nullable(),
});
export type TabletState = z.infer<typeof tabletState>;

export const tabletFacility = z.object({
  id,
  name: z.string(),
  coordinates,
  services: z.array(z.string()),
  hasEmergency: z.boolean(),
  isOnDiversion: z.boolean(),
});

export const tabletStateRoutes = {
  getTabletState: defineRoute({
    name: 'getTabletState',
    method: 'GET',
    path: '/tablet/v1/state',
    summary: 'What the tablet shows now: sign-on, assignments, messages',
    access: 'tablet',
    response: tabletState,
  }),
  listTabletFacilities: defineRoute({
    name: 'listTabletFacilities',
    method: 'GET',
    path: '/tablet/v1/facilities',
    summary: 'Facilities a patient may be taken to',
    access: 'tablet',
    response: z.object({ facilities: z.array(tabletFacility) }),
  }),
  listSignOnChoices: defineRoute({
    name: 'listSignOnChoices',
    method: 'GET',
    path: '/tablet/v1/sign-on-choices',
    summary: 'Units, crew and shifts to choose from',
    access: 'tablet',
    response: signOnChoices,
  }),
  signOnTablet: defineRoute({
    name: 'signOnTablet',
    method: 'POST',
    path: '/tablet/v1/sign-on',
    summary:
      "Sign a crew on to a unit with their PINs; binds the tablet's vehicle and the crew to it. Each wrong PIN delays the next try longer",
    access: 'tablet',
    body: signOnBody,
    response: tabletSignOn,
  }),
  signOffTablet: defineRoute({
    name: 'signOffTablet',
    method: 'POST',
    path: '/tablet/v1/sign-off',
    summary: 'End the sign-on; refused while an assignment is active',
    access: 'tablet',
    body: z.object({ signOnId: id }),
    response: z.object({ endedAt: instant }),
  }),
} as const;

/** The answer of the desk's side: a message to a unit. */
export const sendMessageBody = z.object({
  commandId: z.uuidv7(),
  unitId: id,
  text: freeText(2000).min(1),
  incidentId: id.nullable().default(null),
});
