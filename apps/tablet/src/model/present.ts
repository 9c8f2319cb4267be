import type {
  CrewRefusal,
  TabletAssignment,
  TabletEventBodies,
  TabletMessage,
  TabletState,
} from '#contracts';
import {
  ASSIGNMENT_TRANSITIONS,
  decideStatus,
  isEnded,
  ladderRank,
  type AssignmentStatus,
  type DutyState,
} from '#domain';

/** A tap that the server's state does not contain yet: it waits, or was confirmed after the state was read. */
export interface FoldedEvent {
  readonly deviceSeq: number;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** In the server's time. */
  readonly atMs: number;
  readonly isConfirmed: boolean;
}

export interface ShownStep {
  readonly status: AssignmentStatus;
  readonly atMs: number;
  readonly isConfirmed: boolean;
}
export interface ShownAssignment extends Omit<TabletAssignment, 'steps'> {
  readonly steps: readonly ShownStep[];
  /** Refused or left by the crew; the server does not show it yet. */
  readonly refusal: { readonly reason: CrewRefusal; readonly isConfirmed: boolean } | undefined;
}
export interface ShownMessage extends TabletMessage {
  readonly isConfirmed: boolean;
}
export interface ShownState {
  readonly assignments: readonly ShownAssignment[];
  readonly messages: readonly ShownMessage[];
  readonly dutyState: DutyState | undefined;
  readonly isDutyConfirmed: boolean;
  readonly speakRequestedAtMs: number | undefined;
  readonly isSpeakConfirmed: boolean;
  readonly emergencyAtMs: number | undefined;
  readonly isEmergencyConfirmed: boolean;
  readonly odometerKm: number | null;
}

const msOf = (at: string | null): number | undefined => (at === null ? undefined : Date.parse(at));

function fromServer(state: TabletState): ShownState {
  return {
    assignments: state.assignments.map((assignment) => ({
      ...assignment,
      steps: assignment.steps.map(({ status, at }) => ({ status, atMs: Date.parse(at), isConfirmed: true })),
      refusal: undefined,
    })),
    messages: state.messages.map((message) => ({ ...message, isConfirmed: true })),
    dutyState: state.signOn?.unit.dutyState,
    isDutyConfirmed: true,
    speakRequestedAtMs: msOf(state.speakRequestedAt),
    isSpeakConfirmed: true,
    emergencyAtMs: msOf(state.emergencyAt),
    isEmergencyConfirmed: true,
    odometerKm: state.lastOdometerKm,
  };
}

function changeAssignment(
  shown: ShownState,
  id: string,
  change: (assignment: ShownAssignment) => ShownAssignment,
): ShownState {
  return { ...shown, assignments: shown.assignments.map((one) => (one.id === id ? change(one) : one)) };
}

function withStatus(
  assignment: ShownAssignment,
  status: AssignmentStatus,
  event: FoldedEvent,
): ShownAssignment {
  const recordedSteps = new Set(assignment.steps.map((step) => step.status));
  const decided = decideStatus({ status: assignment.status, recordedSteps }, status);
  if (!decided.ok) return assignment;
  const step = { status, atMs: event.atMs, isConfirmed: event.isConfirmed };
  return { ...assignment, status: decided.next, steps: [...assignment.steps, step] };
}

type Folds = {
  readonly [Kind in keyof TabletEventBodies]?: (
    shown: ShownState,
    body: TabletEventBodies[Kind],
    event: FoldedEvent,
  ) => ShownState;
};

const FOLDS: Folds = {
  status: (shown, { assignmentId, status }, event) =>
    changeAssignment(shown, assignmentId, (one) => withStatus(one, status, event)),
  refuse: (shown, { assignmentId, reason }, { isConfirmed }) =>
    changeAssignment(shown, assignmentId, (one) => ({ ...one, refusal: { reason, isConfirmed } })),
  duty: (shown, { state }, { isConfirmed }) => ({
    ...shown,
    dutyState: state,
    isDutyConfirmed: isConfirmed,
  }),
  speakRequest: (shown, { isWithdrawn }, { atMs, isConfirmed }) => ({
    ...shown,
    speakRequestedAtMs: isWithdrawn ? undefined : (shown.speakRequestedAtMs ?? atMs),
    isSpeakConfirmed: isConfirmed,
  }),
  emergency: (shown, { isWithdrawn }, { atMs, isConfirmed }) => ({
    ...shown,
    emergencyAtMs: isWithdrawn ? undefined : (shown.emergencyAtMs ?? atMs),
    isEmergencyConfirmed: isConfirmed,
  }),
  message: (shown, { messageId, text, incidentId }, { atMs, isConfirmed }) =>
    shown.messages.some(({ id }) => id === messageId)
      ? shown
      : {
          ...shown,
          messages: [
            ...shown.messages,
            {
              id: messageId,
              fromUnitId: 'own',
              authorName: null,
              text,
              incidentId,
              at: new Date(atMs).toISOString(),
              readAt: null,
              isConfirmed,
            },
          ],
        },
  messageRead: (shown, { messageId }, { atMs }) => ({
    ...shown,
    messages: shown.messages.map((one) =>
      one.id === messageId && one.readAt === null ? { ...one, readAt: new Date(atMs).toISOString() } : one,
    ),
  }),
  odometer: (shown, { km }) => ({ ...shown, odometerKm: km }),
};

/** What the screen shows: the server's last word, and the taps that it does not know of yet, in their order. */
export function present(state: TabletState, events: readonly FoldedEvent[]): ShownState {
  return events.reduce((shown, event) => {
    // Names such as `valueOf` are found on every object.
    if (!Object.hasOwn(FOLDS, event.kind)) return shown;
    const fold = FOLDS[event.kind as keyof Folds] as (
      shown: ShownState,
      body: unknown,
      event: FoldedEvent,
    ) => ShownState;
    return fold(shown, event.body, event);
  }, fromServer(state));
}

/** The way most assignments go; steps beside it are among the other statuses. */
const USUAL_STEPS = [
  'acknowledged',
  'enRoute',
  'onScene',
  'atPatient',
  'leftScene',
  'atDestination',
  'handedOver',
  'available',
] as const satisfies readonly AssignmentStatus[];

/** The step that the one wide button reports. */
export function nextStatus(status: AssignmentStatus): AssignmentStatus | undefined {
  return USUAL_STEPS.find(
    (step) => ladderRank(step) > ladderRank(status) && ASSIGNMENT_TRANSITIONS[status].includes(step),
  );
}

/** Everything else that a crew may report now; called off and diverted are the desk's to say. */
export function otherStatuses(status: AssignmentStatus): readonly AssignmentStatus[] {
  const next = nextStatus(status);
  return ASSIGNMENT_TRANSITIONS[status].filter(
    (step) =>
      step !== next &&
      step !== 'cancelled' &&
      step !== 'diverted' &&
      step !== 'delivered' &&
      step !== 'notified',
  );
}

/** The assignment the tablet is about: the active one, else one that just ended by others and was not put away. */
export function currentAssignment(shown: ShownState): ShownAssignment | undefined {
  return shown.assignments.find(
    ({ status, endedAt, refusal }) =>
      endedAt === null && refusal === undefined && status !== 'reserved' && !isEnded(status),
  );
}

/** Ended by the desk and not by the crew: to be told, also when it happened while the tablet was offline. */
export function calledOff(shown: ShownState): readonly ShownAssignment[] {
  return shown.assignments.filter(({ status }) => status === 'cancelled' || status === 'diverted');
}
