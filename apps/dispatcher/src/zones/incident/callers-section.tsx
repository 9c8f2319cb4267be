import type { CallWithDetail, IncidentView } from '#contracts';
import { formatClock } from '#ui';
import { useSignal } from '@preact/signals';
import { useDesk } from '../../desk/desk.ts';
import { addCaller, linkCall, patchCaller } from '../../desk/incident/actions.ts';
import { t } from '../../i18n/text.ts';

interface CallerFormProps {
  readonly call?: CallWithDetail;
  readonly label: string;
  readonly onSave: (caller: { name: string; phone: string; words: string }) => Promise<boolean>;
  readonly onDone: () => void;
}

function CallerForm({ call, label, onSave, onDone }: CallerFormProps) {
  const desk = useDesk();
  const name = useSignal(call?.detail.callerName ?? '');
  const phone = useSignal(call?.detail.callerPhone ?? '');
  const words = useSignal(call?.detail.words ?? '');
  const isEmpty = [name, phone, words].every(({ value }) => value.trim() === '');
  return (
    <form
      class="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isEmpty && !call) return;
        const caller = { name: name.value.trim(), phone: phone.value.trim(), words: words.value };
        void onSave(caller).then((isDone) => {
          if (!isDone) return;
          if (call) onDone();
          else name.value = phone.value = words.value = '';
        });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
    >
      {(
        [
          [name, 'caller.name', 200, 'caller-name'],
          [phone, 'caller.phone', 60, 'caller-phone'],
          [words, 'caller.words', 10_000, 'caller-words'],
        ] as const
      ).map(([value, key, maxLength, testId], index) => (
        <input
          key={key}
          class="field"
          maxLength={maxLength}
          aria-label={t(key)}
          placeholder={t(key)}
          data-testid={testId}
          ref={(input) => {
            if (index === 0 && input && !input.dataset['wasFocused']) {
              input.dataset['wasFocused'] = 'yes';
              input.focus();
            }
          }}
          value={value.value}
          onInput={(event) => (value.value = event.currentTarget.value)}
        />
      ))}
      <button
        type="submit"
        class="button is-small"
        data-testid="save-caller"
        disabled={(isEmpty && !call) || desk.isReadOnly.value}
      >
        {label}
      </button>
    </form>
  );
}

function CallerRow({ call }: { call: CallWithDetail }) {
  const desk = useDesk();
  const isEdited = useSignal(false);
  const { detail } = call;
  if (isEdited.value) {
    return (
      <li>
        <CallerForm
          call={call}
          label={t('edit.save')}
          onDone={() => (isEdited.value = false)}
          onSave={({ name, phone, words }) =>
            patchCaller(desk, call, {
              ...(name !== detail.callerName && { callerName: name }),
              ...(phone !== detail.callerPhone && { callerPhone: phone }),
              ...(words !== detail.words && { words }),
            })
          }
        />
      </li>
    );
  }
  return (
    <li class="person-row" data-testid="caller-row">
      <span class="mono">{formatClock(call.receivedAt, desk.region.timeZone)}</span>
      <span class="person-text">
        <b>{detail.callerName || t('caller.unnamed')}</b> <span class="mono">{detail.callerPhone}</span>{' '}
        <span class="said dim">{detail.words}</span>
      </span>
      <button
        type="button"
        class="link"
        disabled={desk.isReadOnly.value}
        onClick={() => (isEdited.value = true)}
      >
        {t('edit.change')}
      </button>
      <button
        type="button"
        class="link"
        title={t('caller.unlinkTitle')}
        disabled={desk.isReadOnly.value}
        onClick={() => void linkCall(desk, call.id, null)}
      >
        {t('caller.unlink')}
      </button>
    </li>
  );
}

/** Who called about the incident, and what they said. */
export function CallersSection({ incident }: { incident: IncidentView }) {
  const desk = useDesk();
  return (
    <section class="people" aria-label={t('section.callers')} data-testid="callers">
      <ul>
        {desk.people.calls.value.map((call) => (
          <CallerRow key={`${call.id} ${call.version}`} call={call} />
        ))}
      </ul>
      {incident.state === 'open' && (
        <CallerForm
          label={t('caller.add')}
          onSave={(caller) => addCaller(desk, incident, caller)}
          onDone={() => (desk.openSection.value = undefined)}
        />
      )}
    </section>
  );
}
