import { describe, expect, it } from '@jest/globals';
import { Outbox, retryDelay } from '../src/api/outbox.ts';
import type { Answer } from '../src/api/http.ts';
import type { Session } from '../src/session/session.ts';

/** A session whose calls are answered from a list; keeps the bodies it was given. */
function scripted(answers: Answer<unknown>[]) {
  const bodies: { commandId: string }[] = [];
  const call = (_name: string, parts: { body: { commandId: string } }): Promise<Answer<unknown>> => {
    bodies.push(parts.body);
    return Promise.resolve(answers[bodies.length - 1] ?? { kind: 'unreachable' });
  };
  return { bodies, session: { call } as unknown as Session };
}

const problem = (status: number, reason: string) => ({ type: '', title: '', status, reason });
const remark = { params: { incidentId: 'i1' }, body: { text: 'dog' }, label: 'remark' };
const ok: Answer<unknown> = { kind: 'ok', value: { id: 'r1' } };

describe('outbox', () => {
  it('sends the same id again until an answer comes', async () => {
    const unavailable: Answer<unknown> = {
      kind: 'refused',
      problem: problem(503, 'databaseUnavailable'),
      retryAfterSeconds: undefined,
    };
    const { bodies, session } = scripted([{ kind: 'unreachable' }, unavailable, ok]);
    const outbox = new Outbox(session);
    expect(await outbox.send('addRemark', remark)).toEqual(ok);
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies.map((body) => body.commandId)).size).toBe(1);
    expect(bodies[0]?.commandId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(outbox.pending.value).toEqual([]);
  });

  it('takes a refusal as the answer, and a new command gets a new id', async () => {
    const refused: Answer<unknown> = {
      kind: 'refused',
      problem: problem(409, 'unitTaken'),
      retryAfterSeconds: undefined,
    };
    const { bodies, session } = scripted([refused, ok]);
    const outbox = new Outbox(session);
    expect(await outbox.send('addRemark', remark)).toEqual(refused);
    await outbox.send('addRemark', remark);
    expect(bodies[0]?.commandId).not.toBe(bodies[1]?.commandId);
  });

  it('stops when told to, and says so', async () => {
    const { session } = scripted([]);
    const outbox = new Outbox(session);
    const answer = outbox.send('addRemark', remark);
    await new Promise((resolve) => setTimeout(resolve, 20));
    outbox.pending.value[0]?.stop();
    expect(await answer).toEqual({ kind: 'aborted' });
  });

  it('waits longer each time, at most 5 s and a quarter', () => {
    const delays = [1, 2, 3, 4, 5, 9].map((attempt) => retryDelay(attempt, 0.5));
    expect(delays).toEqual([400, 800, 1600, 3200, 5000, 5000]);
    expect(retryDelay(9, 1)).toBeLessThanOrEqual(6250);
  });
});
