import type { AssignmentStatus, LonLat } from '#domain';
import type { CrewDraws } from '../demand/case-mix.ts';
import type { Trip } from './trip.ts';

/** Times are simulated seconds since the start. */

/** What a crew knows of the assignment it works on. */
export interface Duty {
  readonly assignmentId: string;
  readonly incidentId: string;
  /** Unknown while the incident has no position. */
  readonly scene: LonLat | null;
  readonly isUrgent: boolean;
  /** Where the control room wants the patient taken, if it said. */
  readonly destination?: Destination | undefined;
  readonly draws: CrewDraws;
}

export interface Destination {
  readonly facilityId: string;
  readonly coordinates: LonLat;
}

interface Placed {
  /** Where the vehicle stands, or stood when its trip began. */
  readonly place: LonLat;
}
interface OnTheRoad extends Placed {
  /** Undefined until the road is known. */
  readonly trip: Trip | undefined;
}

/** Without an assignment: at the station or on the way there. */
export interface Free extends OnTheRoad {
  readonly phase: 'free';
}
export interface Alerted extends Placed {
  readonly phase: 'alerted';
  readonly duty: Duty;
  readonly acknowledgeAt: number;
  readonly isAcknowledged: boolean;
  readonly departAt: number;
}
export interface ToScene extends OnTheRoad {
  readonly phase: 'toScene';
  readonly duty: Duty;
}
export interface OnScene extends Placed {
  readonly phase: 'onScene';
  readonly duty: Duty;
  readonly atPatientAt: number;
  readonly isAtPatient: boolean;
  readonly leaveAt: number;
}
/** The work on scene is done and the patient goes along: which hospital is being asked. */
export interface ChoosingDestination extends Placed {
  readonly phase: 'choosingDestination';
  readonly duty: Duty;
}
export interface ToFacility extends OnTheRoad {
  readonly phase: 'toFacility';
  readonly duty: Duty;
  readonly destination: Destination;
}
export interface HandingOver extends Placed {
  readonly phase: 'handingOver';
  readonly duty: Duty;
  readonly handOverAt: number;
  readonly isHandedOver: boolean;
  readonly freeAt: number;
}

export type CrewState = Free | Alerted | ToScene | OnScene | ChoosingDestination | ToFacility | HandingOver;

export type CrewEvent =
  | { readonly kind: 'tick' }
  | {
      readonly kind: 'assigned';
      readonly duty: Duty;
      readonly status: AssignmentStatus;
      /** Called from another job on the road: nobody has to get dressed and walk to the vehicle. */
      readonly isOnTheRoad?: boolean;
    }
  /** The control room set, changed or took back where the patient is taken. */
  | {
      readonly kind: 'destinationSet';
      readonly assignmentId: string;
      readonly destination: Destination | undefined;
    }
  | { readonly kind: 'sceneMoved'; readonly assignmentId: string; readonly scene: LonLat }
  | { readonly kind: 'calledOff'; readonly assignmentId: string }
  | { readonly kind: 'routed'; readonly trip: Trip }
  | { readonly kind: 'destinationChosen'; readonly destination: Destination | null };

/** One tap on the crew's screen. */
export interface Report {
  readonly assignmentId: string;
  readonly status:
    | 'acknowledged'
    | 'enRoute'
    | 'onScene'
    | 'atPatient'
    | 'leftScene'
    | 'atDestination'
    | 'handedOver'
    | 'available';
  readonly destinationFacilityId?: string;
}

export interface CrewStep {
  readonly state: CrewState;
  readonly reports: readonly Report[];
}
