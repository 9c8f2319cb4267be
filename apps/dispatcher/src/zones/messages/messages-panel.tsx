import type { DeskMessage } from '#contracts';
import { formatClock } from '#ui';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useDesk, type Desk } from '../../desk/desk.ts';
import { MESSAGES_KEY } from '../../desk/incident/panel-keys.ts';
import { t } from '../../i18n/text.ts';
import { sendMessage } from './send-message.ts';

const SHOWN = 100;

function MessageRow({ message }: { message: DeskMessage }) {
  const desk = useDesk();
  const { timeZone } = desk.region;
  const author = message.authorName ?? (message.isFromUnit ? message.callSign : t('messages.controlRoom'));
  return (
    <li class={`message-row ${message.isFromUnit ? 'is-from-unit' : ''}`} data-testid="message">
      <p class="call-line">
        <span class="mono">{formatClock(message.at, timeZone)}</span>
        <button type="button" class="link mono" onClick={() => desk.selectUnit(message.unitId)}>
          {message.isFromUnit ? message.callSign : `→ ${message.callSign}`}
        </button>
        <span class="dim cut">{author}</span>
        <span class={message.readAt === null ? 'attention' : 'dim'}>
          {message.readAt === null
            ? t('messages.notRead')
            : t('messages.read', { time: formatClock(message.readAt, timeZone) })}
        </span>
      </p>
      <p class="said call-words">{message.text}</p>
    </li>
  );
}

/** Writes to the unit that is selected, or to another one. */
function WriteForm() {
  const desk = useDesk();
  const chosenId = useSignal('');
  const text = useSignal('');
  void desk.store.revision.value;
  const unitId = chosenId.value || (desk.selectedUnitId.value ?? '');
  const units = [...desk.store.listUnits()].sort((a, b) => a.callSign.localeCompare(b.callSign));
  const unit = units.find(({ id }) => id === unitId);
  const submit = async (): Promise<void> => {
    const words = text.peek().trim();
    if (unit && words !== '' && (await sendMessage(desk, unit, words))) text.value = '';
  };
  return (
    <form
      class="message-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <select
        class="field"
        aria-label={t('messages.to')}
        data-testid="message-unit"
        value={unitId}
        onChange={(event) => (chosenId.value = event.currentTarget.value)}
      >
        <option value="">{t('messages.chooseUnit')}</option>
        {units.map(({ id, callSign }) => (
          <option key={id} value={id}>
            {callSign}
          </option>
        ))}
      </select>
      <input
        class="field"
        aria-label={t('messages.text')}
        placeholder={t('messages.text')}
        maxLength={2000}
        data-testid="message-text"
        value={text.value}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
      <button
        type="submit"
        class="button is-small is-primary"
        data-testid="send-message"
        disabled={desk.isReadOnly.value || !unit || text.value.trim() === ''}
      >
        {t('messages.send')}
      </button>
    </form>
  );
}

/** What is shown has been read: told for each unit that wrote. */
async function markRead(desk: Desk, messages: readonly DeskMessage[]): Promise<void> {
  const unread = messages.filter(({ isFromUnit, readAt }) => isFromUnit && readAt === null);
  const units = new Map(unread.map(({ unitId, callSign }) => [unitId, callSign]));
  for (const [unitId, callSign] of units) {
    const label = t('command.readMessages', { callSign });
    await desk.outbox.send('readUnitMessages', { body: { unitId }, label });
  }
}

/** Messages with units, newest first; read anew whenever one comes or is read. */
export function MessagesPanel() {
  const desk = useDesk();
  const messages = useSignal<readonly DeskMessage[] | undefined>(undefined);
  const hasFailed = useSignal(false);
  const wakes = useSignal(0);
  useEffect(() => {
    const stop = desk.store.onRow((row) => {
      if (!row || row.subjectType === 'message') wakes.value += 1;
    });
    return () => void stop();
  }, []);
  useEffect(() => {
    const stopper = new AbortController();
    const query = { regionId: desk.region.id, limit: SHOWN };
    void desk.session.call('listUnitMessages', { query, signal: stopper.signal }).then((answer) => {
      if (stopper.signal.aborted) return;
      hasFailed.value = answer.kind !== 'ok';
      if (answer.kind !== 'ok') return;
      messages.value = answer.value.messages;
      if (!desk.isReadOnly.peek()) void markRead(desk, answer.value.messages);
    });
    return () => stopper.abort();
  }, [wakes.value]);
  return (
    <section class="panel messages-panel" aria-label={t('messages.title')} data-testid="messages-panel">
      <header class="zone-head">
        <h2>{t('messages.title')}</h2>
        <button type="button" class="button is-small" onClick={() => (desk.isMessagesShown.value = false)}>
          {t('help.close')} <kbd>Alt {MESSAGES_KEY}</kbd>
        </button>
      </header>
      <WriteForm />
      {hasFailed.value && (
        <p class="list-note attention" role="alert">
          {t('messages.failed')}
        </p>
      )}
      {messages.value?.length === 0 && <p class="list-note dim">{t('messages.none')}</p>}
      <ul>
        {messages.value?.map((message) => (
          <MessageRow key={message.id} message={message} />
        ))}
      </ul>
    </section>
  );
}
