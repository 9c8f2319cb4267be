import type { AssignmentView, RegionView } from '#contracts';
import type { DutyState } from '#domain';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Answer, ResponseOf } from '../api/http.ts';
import { failureText } from '../api/refusal-text.ts';
import type { CommandName, CommandParts, Outbox } from '../api/outbox.ts';
import type { NeverUndone } from '../command-line/commands.ts';
import { t } from '../i18n/text.ts';
import type { LiveStore } from '../live/live-store.ts';
import type { ServerClock } from '../live/server-clock.ts';
import type { Recommendations } from './recommendations.ts';

/** What of the desk taking back needs. */
interface UndoDesk {
  readonly clock: ServerClock;
  readonly store: LiveStore;
  readonly outbox: Outbox;
  readonly region: RegionView;
  readonly recommendations: Recommendations;
  readonly isReadOnly: ReadonlySignal<boolean>;
  say(notice: { readonly tone: 'done' | 'warning'; readonly text: string }): void;
  selectIncident(id: string): void;
}

export const UNDO_SECONDS = 10;

/** One act that can be taken back for a few seconds. */
export interface Undoable {
  /** What was done, in the user's words. */
  readonly text: string;
  readonly take: () => Promise<Answer<unknown>>;
  /** False once the world has moved on, as when the crew has answered. */
  readonly isPossible: () => boolean;
}

export interface UndoOffer extends Undoable {
  readonly serial: number;
  readonly untilMs: number;
}

type Sent<N extends CommandName> = ResponseOf<N>;
/** Says before a command goes how its effect would be taken back, given the answer; or why never. */
type Plan<N extends CommandName> = (
  desk: UndoDesk,
  parts: CommandParts<N>,
) => ((value: Sent<N>) => Undoable) | NeverUndone;

/** A crew that has answered is on its way: from then on it is called off with a reason, not undone. */
const NOT_YET_ANSWERED: readonly AssignmentView['status'][] = ['reserved', 'notified', 'delivered'];

const findAssignment = (desk: UndoDesk, id: string): AssignmentView | undefined =>
  desk.store
    .listIncidents()
    .flatMap(({ assignments }) => assignments)
    .find((one) => one.id === id);

const always = (): boolean => true;

function callOff(desk: UndoDesk, assignment: AssignmentView): Promise<Answer<AssignmentView>> {
  return desk.outbox.send('cancelAssignment', {
    params: { assignmentId: assignment.id },
    body: { reason: t('undo.reason') },
    label: t('command.cancel', { callSign: assignment.callSign }),
  });
}

async function inTurn(steps: readonly (() => Promise<Answer<unknown>>)[]): Promise<Answer<unknown>> {
  let last: Answer<unknown> = { kind: 'aborted' };
  for (const step of steps) {
    last = await step();
    if (last.kind !== 'ok') break;
  }
  return last;
}

function sent(desk: UndoDesk, assignments: readonly AssignmentView[]): Undoable {
  const callSign = assignments.map((one) => one.callSign).join(', ');
  const number = String(assignments[0]?.incidentNumber ?? '');
  const isKept = assignments[0]?.status === 'reserved';
  return {
    text: t(isKept ? 'done.reserve' : 'done.dispatched', { callSign, number }),
    isPossible: () =>
      assignments.every(({ id, status }) =>
        NOT_YET_ANSWERED.includes(findAssignment(desk, id)?.status ?? status),
      ),
    take: () => inTurn(assignments.map((one) => () => callOff(desk, one))),
  };
}

const PLANS: { readonly [N in CommandName]?: Plan<N> } = {
  assignUnit: (desk) => (value) => sent(desk, [value]),
  assignUnits: (desk) => (value) => sent(desk, value.assignments),
  activateAssignment: (desk) => (value) => ({
    ...sent(desk, [value]),
    take: () =>
      inTurn([
        () => callOff(desk, value),
        () =>
          desk.outbox.send('assignUnit', {
            params: { incidentId: value.incidentId },
            body: { unitId: value.unitId, kind: 'reserve' },
            label: t('command.reserve', { callSign: value.callSign, number: String(value.incidentNumber) }),
          }),
      ]),
  }),
  closeIncident: (desk) => (value) => ({
    text: t('done.closed', { number: String(value.number) }),
    isPossible: always,
    take: async () => {
      const answer = await desk.outbox.send('reopenIncident', {
        params: { incidentId: value.id },
        body: {},
        label: t('command.reopen', { number: String(value.number) }),
      });
      if (answer.kind === 'ok') desk.selectIncident(value.id);
      return answer;
    },
  }),
  joinIncident:
    (desk, { body }) =>
    (value) => ({
      text: t('done.joined', {
        later: String(value.number),
        earlier: String(desk.store.findIncident(body.intoIncidentId)?.number ?? ''),
      }),
      isPossible: always,
      take: () =>
        desk.outbox.send('unjoinIncident', {
          params: { incidentId: value.id },
          body: {},
          label: t('command.unjoin', { number: String(value.number) }),
        }),
    }),
  createClosure: (desk) => (value) => ({
    text: t('done.roadClosed'),
    isPossible: always,
    take: () =>
      desk.outbox.send('liftClosure', {
        params: { closureId: value.id },
        body: {},
        label: t('command.open-road'),
      }),
  }),
  setDestination: (desk, { params }) => {
    const before = findAssignment(desk, params?.['assignmentId'] ?? '')?.destinationFacilityId ?? null;
    return (value) => ({
      text: t('undo.destination', { callSign: value.callSign }),
      isPossible: always,
      take: () =>
        desk.outbox.send('setDestination', {
          params: { assignmentId: value.id },
          body: { facilityId: before },
          label: t('undo.destination', { callSign: value.callSign }),
        }),
    });
  },
  setDuty: (desk, { params }) => {
    const before = desk.store.findUnit(params?.['unitId'])?.duty;
    const state: DutyState = before?.state ?? 'onDuty';
    return (value) => ({
      text: t('undo.duty', { callSign: value.callSign }),
      isPossible: always,
      take: () =>
        desk.outbox.send('setDuty', {
          params: { unitId: value.id },
          body: { state, reason: before?.reason ?? null, expectedEndAt: before?.expectedEndAt ?? null },
          label: t('undo.duty', { callSign: value.callSign }),
        }),
    });
  },
  reportStatus: () => 'step',
  divertAssignment: () => 'divert',
  createIncident: () => 'create',
  handOverAssignment: () => 'takeOver',
  acceptProposal: () => 'proposal',
  liftClosure: () => 'open-road',
  cancelAssignment: () => 'other',
  addRemark: () => 'other',
};

/** The last act, for as long as it can be taken back. */
export class Undo {
  readonly offer = signal<UndoOffer | undefined>(undefined);
  /** Why the last act cannot be undone; undefined when it could, or nothing was done yet. */
  readonly never = signal<NeverUndone | undefined>(undefined);
  /** Whole seconds left, for the text; 0 without an offer. */
  readonly secondsLeft = computed(() => {
    const offer = this.offer.value;
    void this.desk.clock.second.value;
    return offer ? Math.max(0, Math.ceil((offer.untilMs - performance.now()) / 1000)) : 0;
  });
  private serial = 0;
  private isTaking = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly desk: UndoDesk) {
    desk.outbox.watch((name, parts) => this.watchCommand(name, parts));
  }

  stop(): void {
    clearTimeout(this.timer);
    this.offer.value = undefined;
  }

  /** What can be taken back at this moment. */
  current(): UndoOffer | undefined {
    void this.desk.store.revision.value;
    const offer = this.offer.value;
    return offer?.isPossible() ? offer : undefined;
  }

  /** Offers to take an act back for the next seconds. */
  put(undoable: Undoable): void {
    clearTimeout(this.timer);
    this.never.value = undefined;
    this.serial += 1;
    this.offer.value = {
      ...undoable,
      serial: this.serial,
      untilMs: performance.now() + UNDO_SECONDS * 1000,
    };
    this.timer = setTimeout(() => {
      this.offer.value = undefined;
    }, UNDO_SECONDS * 1000);
  }

  /** Takes the last act back, once. */
  async take(): Promise<void> {
    const offer = this.current();
    if (!offer || this.isTaking || this.desk.isReadOnly.peek()) return;
    this.stop();
    this.isTaking = true;
    const answer = await offer.take();
    this.isTaking = false;
    const { desk } = this;
    if (answer.kind === 'ok') desk.say({ tone: 'done', text: t('undo.done', { what: offer.text }) });
    else {
      const text = failureText(answer, desk.region.timeZone);
      if (text !== '') desk.say({ tone: 'warning', text });
    }
    void desk.recommendations.refresh();
  }

  private watchCommand<N extends CommandName>(
    name: N,
    parts: CommandParts<N>,
  ): ((answer: Answer<ResponseOf<N>>) => void) | undefined {
    // What takes an act back is no act of its own.
    if (this.isTaking) return undefined;
    const plan = PLANS[name]?.(this.desk, parts as never);
    if (plan === undefined) return undefined;
    return (answer) => {
      if (answer.kind !== 'ok') return;
      if (typeof plan === 'function') this.put(plan(answer.value as never));
      else {
        this.stop();
        this.never.value = plan;
      }
    };
  }
}
