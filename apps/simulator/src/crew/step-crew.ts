import { greatCircleMeters, type LonLat } from '#domain';
import type {
  Alerted,
  CrewEvent,
  CrewState,
  CrewStep,
  Destination,
  Duty,
  HandingOver,
  OnScene,
  Report,
} from './crew-state.ts';
import { placeOnTrip } from './trip.ts';

/** Nearer than this to its station a crew has nowhere to go. */
export const AT_STATION_METERS = 60;

const stay = (state: CrewState): CrewStep => ({ state, reports: [] });
const report = (duty: Duty, status: Report['status']): Report => ({
  assignmentId: duty.assignmentId,
  status,
});

/** Where the vehicle is now. */
export function placeOf(state: CrewState, now: number): LonLat {
  return 'trip' in state && state.trip ? placeOnTrip(state.trip, now).coordinates : state.place;
}

/**
 * A crew as a machine: what happened and the time go in, the new state and what the crew taps come out. One event
 * leads over as many steps as are due, so that a late tick skips nothing.
 */
export function stepCrew(state: CrewState, event: CrewEvent, now: number): CrewStep {
  const first = react(state, event, now);
  const reports = [...first.reports];
  let current = first.state;
  for (;;) {
    const next = due(current, now);
    if (!next) return { state: current, reports };
    current = next.state;
    reports.push(...next.reports);
  }
}

function react(state: CrewState, event: CrewEvent, now: number): CrewStep {
  switch (event.kind) {
    case 'tick':
      return stay(state);
    case 'assigned':
      return stay(takeUp(event, placeOf(state, now), now));
    case 'calledOff': {
      const isOwn = 'duty' in state && state.duty.assignmentId === event.assignmentId;
      return stay(isOwn ? free(placeOf(state, now)) : state);
    }
    case 'sceneMoved':
      return stay(withScene(state, event.assignmentId, event.scene, now));
    case 'destinationSet':
      return stay(withDestination(state, event, now));
    case 'routed':
      return stay('trip' in state && !state.trip ? { ...state, trip: event.trip } : state);
    case 'destinationChosen':
      return state.phase === 'choosingDestination'
        ? leaveScene(state.duty, state.place, event.destination)
        : stay(state);
  }
}

const free = (place: LonLat): CrewState => ({ phase: 'free', place, trip: undefined });

/** Begins an assignment, or goes on with one that an earlier run of the program left at some step. */
function takeUp(event: CrewEvent & { kind: 'assigned' }, place: LonLat, now: number): CrewState {
  const { duty, status, isOnTheRoad = false } = event;
  const { destination } = duty;
  switch (status) {
    case 'enRoute':
    case 'staged':
      return { phase: 'toScene', duty, place, trip: undefined };
    case 'onScene':
    case 'atPatient':
      return { ...arrive(duty, place, now), isAtPatient: status === 'atPatient' };
    case 'leftScene':
      return destination
        ? { phase: 'toFacility', duty, place, destination, trip: undefined }
        : { phase: 'choosingDestination', duty, place };
    case 'atDestination':
    case 'handedOver':
      return { ...beginHandover(duty, place, now), isHandedOver: status === 'handedOver' };
    default:
      return alert(duty, place, now, status === 'acknowledged', isOnTheRoad);
  }
}

function alert(
  duty: Duty,
  place: LonLat,
  now: number,
  isAcknowledged: boolean,
  isOnTheRoad: boolean,
): Alerted {
  const acknowledgeAt = now + duty.draws.acknowledgeSeconds;
  const departAt = isOnTheRoad ? acknowledgeAt : Math.max(acknowledgeAt, now + duty.draws.turnoutSeconds);
  return { phase: 'alerted', duty, place, acknowledgeAt, isAcknowledged, departAt };
}

function arrive(duty: Duty, place: LonLat, now: number): OnScene {
  const atPatientAt = now + duty.draws.toPatientSeconds;
  const leaveAt = now + Math.max(duty.draws.onSceneSeconds, duty.draws.toPatientSeconds);
  return { phase: 'onScene', duty, place, atPatientAt, isAtPatient: false, leaveAt };
}

function beginHandover(duty: Duty, place: LonLat, now: number): HandingOver {
  const handOverAt = now + duty.draws.handoverSeconds;
  return {
    phase: 'handingOver',
    duty,
    place,
    handOverAt,
    isHandedOver: false,
    freeAt: handOverAt + duty.draws.clearSeconds,
  };
}

/** A corrected address turns the crew round while it has not arrived. */
function withScene(state: CrewState, assignmentId: string, scene: LonLat, now: number): CrewState {
  if (!('duty' in state) || state.duty.assignmentId !== assignmentId) return state;
  const duty = { ...state.duty, scene };
  if (state.phase === 'alerted') return { ...state, duty };
  if (state.phase === 'toScene') return { ...state, duty, place: placeOf(state, now), trip: undefined };
  return state;
}

/** A crew on the way to a facility turns round; before that it keeps in mind where to go. */
function withDestination(
  state: CrewState,
  { assignmentId, destination }: CrewEvent & { kind: 'destinationSet' },
  now: number,
): CrewState {
  if (!('duty' in state) || state.duty.assignmentId !== assignmentId) return state;
  const duty = { ...state.duty, destination };
  const isElsewhere =
    destination && 'destination' in state && state.destination.facilityId !== destination.facilityId;
  if (state.phase !== 'toFacility' || !isElsewhere) return { ...state, duty };
  return { ...state, duty, destination, place: placeOf(state, now), trip: undefined };
}

function leaveScene(duty: Duty, place: LonLat, destination: Destination | null): CrewStep {
  if (!destination) return { state: free(place), reports: [report(duty, 'available')] };
  const left = { ...report(duty, 'leftScene'), destinationFacilityId: destination.facilityId };
  return { state: { phase: 'toFacility', duty, place, destination, trip: undefined }, reports: [left] };
}

/** The next step that is due at `now`, if any. */
function due(state: CrewState, now: number): CrewStep | undefined {
  switch (state.phase) {
    case 'free':
      return dueTrip(state, now, (place) => stay(free(place)));
    case 'alerted':
      return dueAlerted(state, now);
    case 'toScene':
      return dueTrip(state, now, (place, at) => ({
        state: arrive(state.duty, place, at),
        reports: [report(state.duty, 'onScene')],
      }));
    case 'onScene':
      return dueOnScene(state, now);
    case 'choosingDestination':
      return state.duty.destination && leaveScene(state.duty, state.place, state.duty.destination);
    case 'toFacility':
      return dueTrip(state, now, (place, at) => ({
        state: beginHandover(state.duty, place, at),
        reports: [report(state.duty, 'atDestination')],
      }));
    case 'handingOver':
      return dueHandingOver(state, now);
  }
}

type OnTrip = Extract<CrewState, { trip: unknown }>;

/** Arrival counts from when the trip ended, not from the tick that noticed. */
function dueTrip(
  { trip }: OnTrip,
  now: number,
  arrived: (place: LonLat, at: number) => CrewStep,
): CrewStep | undefined {
  if (!trip) return undefined;
  const { coordinates, isArrived } = placeOnTrip(trip, now);
  return isArrived ? arrived(coordinates, trip.startedAt + trip.elapsedSeconds.at(-1)!) : undefined;
}

function dueAlerted(state: Alerted, now: number): CrewStep | undefined {
  const { duty, place } = state;
  if (!state.isAcknowledged && now >= state.acknowledgeAt) {
    return { state: { ...state, isAcknowledged: true }, reports: [report(duty, 'acknowledged')] };
  }
  if (now < state.departAt) return undefined;
  return { state: { phase: 'toScene', duty, place, trip: undefined }, reports: [report(duty, 'enRoute')] };
}

function dueOnScene(state: OnScene, now: number): CrewStep | undefined {
  const { duty, place } = state;
  if (!state.isAtPatient && now >= state.atPatientAt) {
    return { state: { ...state, isAtPatient: true }, reports: [report(duty, 'atPatient')] };
  }
  if (now < state.leaveAt) return undefined;
  return duty.draws.isTransported || duty.destination
    ? stay({ phase: 'choosingDestination', duty, place })
    : { state: free(place), reports: [report(duty, 'available')] };
}

function dueHandingOver(state: HandingOver, now: number): CrewStep | undefined {
  const { duty, place } = state;
  if (!state.isHandedOver && now >= state.handOverAt) {
    return { state: { ...state, isHandedOver: true }, reports: [report(duty, 'handedOver')] };
  }
  if (now < state.freeAt) return undefined;
  return { state: free(place), reports: [report(duty, 'available')] };
}

/** What a crew needs from outside before it can go on. */
export type CrewNeed =
  | {
      readonly kind: 'route';
      readonly from: LonLat;
      readonly to: LonLat;
      readonly profile: 'emergency' | 'normal';
    }
  | { readonly kind: 'destination'; readonly from: LonLat; readonly hospitalDraw: number }
  | undefined;

export function needOf(state: CrewState, station: LonLat | undefined): CrewNeed {
  const from = state.place;
  if (state.phase === 'choosingDestination') {
    return { kind: 'destination', from, hospitalDraw: state.duty.draws.hospitalDraw };
  }
  if (!('trip' in state) || state.trip) return undefined;
  if (state.phase === 'free') {
    const isAway = station !== undefined && greatCircleMeters(from, station) > AT_STATION_METERS;
    return isAway ? { kind: 'route', from, to: station, profile: 'normal' } : undefined;
  }
  const to = state.phase === 'toScene' ? state.duty.scene : state.destination.coordinates;
  if (!to) return undefined;
  const isUrgent = state.phase === 'toScene' || state.duty.isUrgent;
  return { kind: 'route', from, to, profile: isUrgent ? 'emergency' : 'normal' };
}
