import type { SessionView } from '#contracts';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Session } from '../../session/session.ts';
import { o } from '../office-text.ts';
import { accountFailure } from './account-failure.ts';
import { agentName } from './agent-name.ts';

interface Props {
  readonly session: Session;
  readonly timeOf: (instant: string) => string;
}

/** Where this account is signed in, and the end of it. */
export function SessionsPanel({ session, timeOf }: Props) {
  const sessions = useSignal<readonly SessionView[] | undefined>(undefined);
  const said = useSignal('');
  const load = async (): Promise<void> => {
    const answer = await session.call('listSessions');
    if (answer.kind === 'ok') sessions.value = answer.value.sessions;
    else said.value = accountFailure(answer);
  };
  useEffect(() => void load(), []);
  const end = async (sessionId: string | undefined): Promise<void> => {
    const answer = sessionId
      ? await session.call('endSession', { params: { sessionId } })
      : await session.call('endOtherSessions');
    said.value =
      answer.kind === 'ok' ? o('sessions.ended', { count: answer.value.ended }) : accountFailure(answer);
    await load();
  };
  const all = sessions.value ?? [];
  return (
    <div data-testid="sessions-panel">
      {!sessions.value && !said.value && <p class="dim">{o('list.loading')}</p>}
      <table class="sessions-table">
        <thead>
          <tr>
            <th scope="col">{o('sessions.device')}</th>
            <th scope="col">{o('sessions.started')}</th>
            <th scope="col">{o('sessions.lastUsed')}</th>
            <th scope="col">
              <span class="visually-hidden">{o('sessions.end')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <tr key={one.id} data-testid="session-row" data-current={one.isCurrent}>
              <td class="cut" title={one.userAgent}>
                {agentName(one.userAgent)}
                {one.isCurrent && <span class="dim"> · {o('sessions.current')}</span>}
              </td>
              <td class="mono">{timeOf(one.startedAt)}</td>
              <td class="mono">{timeOf(one.lastUsedAt)}</td>
              <td>
                {!one.isCurrent && (
                  <button
                    type="button"
                    class="button is-small"
                    data-testid="session-end"
                    onClick={() => void end(one.id)}
                  >
                    {o('sessions.end')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="office-buttons">
        {all.length > 1 && (
          <button
            type="button"
            class="button"
            data-testid="sessions-end-others"
            onClick={() => void end(undefined)}
          >
            {o('sessions.endOthers')}
          </button>
        )}
        <span role="status" class="dim" data-testid="sessions-said">
          {said.value}
        </span>
      </p>
    </div>
  );
}
