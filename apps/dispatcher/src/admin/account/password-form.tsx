import { useSignal } from '@preact/signals';
import { fieldErrors } from '../../api/refusal-text.ts';
import type { Session } from '../../session/session.ts';
import { TextField } from '../fields.tsx';
import { o } from '../office-text.ts';
import { accountFailure } from './account-failure.ts';

interface Props {
  readonly session: Session;
  readonly onChanged: (ended: number) => void;
}

/** Changes the own password; whatever else is signed in with the old one is signed out. */
export function PasswordForm({ session, onChanged }: Props) {
  const current = useSignal('');
  const next = useSignal('');
  const again = useSignal('');
  const errors = useSignal<Readonly<Record<string, string>>>({});
  const failure = useSignal('');
  const isSaving = useSignal(false);
  const save = async (): Promise<void> => {
    if (isSaving.value) return;
    if (next.value !== again.value) {
      errors.value = { again: o('password.differ') };
      return;
    }
    isSaving.value = true;
    const body = { currentPassword: current.value, newPassword: next.value };
    const answer = await session.call('changePassword', { body });
    isSaving.value = false;
    errors.value = fieldErrors(answer);
    failure.value = accountFailure(answer);
    if (answer.kind !== 'ok') return;
    current.value = next.value = again.value = '';
    onChanged(answer.value.ended);
  };
  return (
    <form
      class="office-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={o('password.current')}
        name="currentPassword"
        type="password"
        autocomplete="current-password"
        value={current.value}
        error={errors.value['currentPassword']}
        onValue={(value) => (current.value = value)}
      />
      <TextField
        label={o('password.new')}
        hint={o('password.hint')}
        name="newPassword"
        type="password"
        autocomplete="new-password"
        value={next.value}
        error={errors.value['newPassword']}
        onValue={(value) => (next.value = value)}
      />
      <TextField
        label={o('password.again')}
        name="again"
        type="password"
        autocomplete="new-password"
        value={again.value}
        error={errors.value['again']}
        onValue={(value) => (again.value = value)}
      />
      <p class="field-error" role="alert">
        {failure.value}
      </p>
      <button type="submit" class="button is-primary" data-testid="password-save" disabled={isSaving.value}>
        {o('password.save')}
      </button>
    </form>
  );
}
