import type { UserRecordView } from '#contracts';
import { useSignal } from '@preact/signals';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import { refusalText } from '../refusal.ts';
import { makeInitialPassword } from '../save-file.ts';

/** Six digits, by chance. */
const makePin = (): string =>
  String((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 1_000_000).padStart(6, '0');

interface ActionsProps {
  readonly office: Office;
  readonly row: UserRecordView;
  readonly reload: () => Promise<void>;
}

/** What is done to somebody else's account at once, without saving the form. */
export function AccountActions({ office, row, reload }: ActionsProps) {
  const said = useSignal('');
  const password = useSignal('');
  const version = useSignal(row.version);
  const run = async (
    name: 'setInitialPassword' | 'resetTotp' | 'endSessionsOfUser',
    more: { initialPassword?: string },
    text: string,
  ): Promise<void> => {
    const body = {
      ...more,
      regionId: office.region.id,
      expectedVersion: Math.max(version.value, row.version),
    };
    const answer = await office.send(name, { userId: row.id }, body);
    if (answer.kind !== 'ok') {
      said.value = refusalText(answer, office);
      return;
    }
    version.value = answer.value.version;
    password.value = more.initialPassword ?? '';
    said.value = text;
    await reload();
  };
  const renew = (): Promise<void> =>
    run('setInitialPassword', { initialPassword: makeInitialPassword() }, o('user.passwordSet'));
  const renewPin = async (): Promise<void> => {
    const pin = makePin();
    const answer = await office.send('setCrewPin', { userId: row.id }, { regionId: office.region.id, pin });
    said.value = answer.kind === 'ok' ? o('user.pinSet') : refusalText(answer, office);
    password.value = answer.kind === 'ok' ? pin : '';
  };
  return (
    <>
      <button type="button" class="button is-small" data-testid="user-password" onClick={() => void renew()}>
        {o('user.newPassword')}
      </button>
      {row.roles.includes('crew') && (
        <button type="button" class="button is-small" data-testid="user-pin" onClick={() => void renewPin()}>
          {o('user.setPin')}
        </button>
      )}
      {row.hasTotp && (
        <button
          type="button"
          class="button is-small"
          data-testid="user-reset-totp"
          onClick={() => void run('resetTotp', {}, o('user.totpReset'))}
        >
          {o('user.resetTotp')}
        </button>
      )}
      {row.openSessions > 0 && (
        <button
          type="button"
          class="button is-small"
          data-testid="user-end-sessions"
          onClick={() => void run('endSessionsOfUser', {}, o('user.sessionsEnded'))}
        >
          {o('user.endSessions')}
        </button>
      )}
      <p role="status" class="office-actions-said">
        {said.value} {password.value && <code class="mono office-secret">{password.value}</code>}
      </p>
    </>
  );
}
