import { useSignal } from '@preact/signals';
import { fieldErrors } from '../../api/refusal-text.ts';
import type { Session } from '../../session/session.ts';
import { TextField } from '../fields.tsx';
import { o } from '../office-text.ts';
import { accountFailure } from './account-failure.ts';

/** Sets the own PIN, with which a crew signs on at a tablet. */
export function PinForm({ session }: { session: Session }) {
  const currentPassword = useSignal('');
  const pin = useSignal('');
  const errors = useSignal<Readonly<Record<string, string>>>({});
  const failure = useSignal('');
  const said = useSignal('');
  const save = async (): Promise<void> => {
    const body = { currentPassword: currentPassword.value, pin: pin.value };
    const answer = await session.call('setOwnPin', { body });
    errors.value = fieldErrors(answer);
    failure.value = accountFailure(answer);
    said.value = answer.kind === 'ok' ? o('pin.saved') : '';
    if (answer.kind === 'ok') currentPassword.value = pin.value = '';
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
        name="pinPassword"
        type="password"
        autocomplete="current-password"
        value={currentPassword.value}
        error={errors.value['currentPassword']}
        onValue={(value) => (currentPassword.value = value)}
      />
      <TextField
        label={o('pin.pin')}
        hint={o('pin.hint')}
        name="pin"
        type="password"
        value={pin.value}
        error={errors.value['pin']}
        onValue={(value) => (pin.value = value)}
      />
      <p class="field-error" role="alert">
        {failure.value}
      </p>
      <button type="submit" class="button is-primary" data-testid="pin-save">
        {o('pin.save')}
      </button>
      <p class="ok-text" role="status">
        {said.value}
      </p>
    </form>
  );
}
