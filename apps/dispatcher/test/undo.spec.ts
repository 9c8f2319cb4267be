import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AssignmentView } from '#contracts';
import { signal } from '@preact/signals';
import type { Answer } from '../src/api/http.ts';
import { Outbox } from '../src/api/outbox.ts';
import { Undo } from '../src/desk/undo.ts';
import { loadLanguage } from '../src/i18n/text.ts';
import { anAssignment, anIncident } from './builders.ts';

interface Call {
  readonly name: string;
  readonly parts: { readonly params?: object; readonly body?: Record<string, unknown> };
}

const opened: Undo[] = [];

/** A desk of real outbox and undo, before a server that says yes and notes what it was asked. */
function openDesk(answers: Readonly<Record<string, unknown>>) {
  const calls: Call[] = [];
  const call = (name: string, parts: Call['parts']): Promise<Answer<unknown>> => {
    calls.push({ name, parts });
    return Promise.resolve({ kind: 'ok', value: answers[name] ?? {} });
  };
  const outbox = new Outbox({ call } as never);
  let incidents = [anIncident('i1')];
  const said: string[] = [];
  const selected: string[] = [];
  const desk = {
    outbox,
    store: {
      revision: signal(0),
      listIncidents: () => incidents,
      findIncident: (id: string) => incidents.find((one) => one.id === id),
      findUnit: () => ({ duty: { state: 'onDuty', reason: null, expectedEndAt: null } }),
    },
    clock: { second: signal(0) },
    isReadOnly: signal(false),
    region: { timeZone: 'UTC' },
    recommendations: { refresh: () => Promise.resolve() },
    selectIncident: (id: string) => selected.push(id),
    say: ({ text }: { text: string }) => said.push(text),
  };
  const undo = new Undo(desk as never);
  opened.push(undo);
  const show = (assignments: AssignmentView[]): void => {
    incidents = [anIncident('i1', { assignments })];
  };
  return { desk, undo, outbox, calls, said, selected, show };
}

const SENT = anAssignment('a1', { callSign: 'M12', incidentNumber: 2419 });
const send = (outbox: Outbox) =>
  outbox.send('assignUnit', { params: { incidentId: 'i1' }, body: { unitId: 'm1' }, label: '' });

beforeAll(() => loadLanguage('en'));
afterEach(() => {
  for (const undo of opened.splice(0)) undo.stop();
});

describe('undo', () => {
  it('calls a unit off that was just sent, once, with a reason of its own', async () => {
    const { undo, outbox, calls, said } = openDesk({ assignUnit: SENT, cancelAssignment: SENT });
    await send(outbox);
    expect(undo.current()?.text).toBe('M12 sent to 2419');
    await undo.take();
    await undo.take();
    expect(calls.map(({ name }) => name)).toEqual(['assignUnit', 'cancelAssignment']);
    expect(calls[1]!.parts).toMatchObject({
      params: { assignmentId: 'a1' },
      body: { reason: 'sent by mistake, taken back at once' },
    });
    expect(said).toEqual(['Taken back: M12 sent to 2419']);
    // What takes back is not taken back in turn.
    expect(undo.current()).toBeUndefined();
  });

  it('is over when the crew has answered', async () => {
    const { undo, outbox, show } = openDesk({ assignUnit: SENT });
    await send(outbox);
    show([{ ...SENT, status: 'delivered' }]);
    expect(undo.current()).toBeDefined();
    show([{ ...SENT, status: 'acknowledged' }]);
    expect(undo.current()).toBeUndefined();
  });

  it('opens a closed incident again and shows it', async () => {
    const closed = anIncident('i1', { state: 'closed', number: 2419 });
    const { undo, outbox, calls, selected } = openDesk({ closeIncident: closed });
    await outbox.send('closeIncident', {
      params: { incidentId: 'i1' },
      body: { outcome: 'other' },
      label: '',
    });
    await undo.take();
    expect(calls.at(-1)).toMatchObject({ name: 'reopenIncident', parts: { params: { incidentId: 'i1' } } });
    expect(selected).toEqual(['i1']);
  });

  it('puts the former destination and duty back', async () => {
    const before = { ...SENT, destinationFacilityId: 'f1' };
    const { undo, outbox, calls, show } = openDesk({ setDestination: SENT, setDuty: { id: 'm1' } });
    show([before]);
    const params = { assignmentId: 'a1' };
    await outbox.send('setDestination', { params, body: { facilityId: 'f2' }, label: '' });
    await undo.take();
    expect(calls.at(-1)!.parts.body).toMatchObject({ facilityId: 'f1' });
    await outbox.send('setDuty', { params: { unitId: 'm1' }, body: { state: 'meal' }, label: '' });
    await undo.take();
    expect(calls.at(-1)!.parts.body).toMatchObject({ state: 'onDuty' });
  });

  it('says why a reported step stays, and offers nothing after a refusal', async () => {
    const { undo, outbox } = openDesk({ reportStatus: SENT, assignUnit: SENT });
    await send(outbox);
    const body = { status: 'onScene', at: '2026-05-04T12:00:00.000Z' } as const;
    await outbox.send('reportStatus', { params: { assignmentId: 'a1' }, body, label: '' });
    expect(undo.current()).toBeUndefined();
    expect(undo.never.value).toBe('step');
  });
});
