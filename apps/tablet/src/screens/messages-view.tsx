import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/text.ts';
import type { ShownMessage } from '../model/present.ts';
import { useTablet } from '../ui/tablet-context.ts';
import { clockMinute } from '../ui/times.ts';

/** What was written both ways; reading a message marks it. */
export function MessagesView({ incidentId }: { incidentId: string | null }) {
  const tablet = useTablet();
  const messages = tablet.shown.value?.messages ?? [];
  const end = useRef<HTMLDivElement>(null);
  const marked = useRef(new Set<string>());
  const [text, setText] = useState('');
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
    if (document.visibilityState !== 'visible') return;
    for (const { id, fromUnitId, readAt } of messages) {
      if (fromUnitId !== null || readAt !== null || marked.current.has(id)) continue;
      marked.current.add(id);
      void tablet.tap('messageRead', { messageId: id });
    }
  }, [messages.length]);
  const send = async (): Promise<void> => {
    const words = text.trim();
    if (words === '') return;
    if (await tablet.tap('message', { messageId: crypto.randomUUID(), text: words, incidentId })) setText('');
  };
  return (
    <section class="messages" aria-label={t('messages.title')} data-testid="messages">
      <h1 class="visually-hidden">{t('messages.title')}</h1>
      <div class="message-list" tabIndex={0} role="log" aria-label={t('messages.title')}>
        {messages.length === 0 && <p class="dim">{t('messages.none')}</p>}
        {messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
        <div ref={end} />
      </div>
      <form
        class="message-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <textarea
          class="field"
          rows={2}
          maxLength={2000}
          data-testid="message-text"
          aria-label={t('messages.write')}
          placeholder={t('messages.write')}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="key is-primary" data-testid="message-send" disabled={text.trim() === ''}>
          {t('messages.send')}
        </button>
      </form>
    </section>
  );
}

function stateOf({ fromUnitId, isConfirmed, readAt }: ShownMessage, zone: string | undefined): string {
  if (fromUnitId === null) return '';
  if (!isConfirmed) return t('messages.waiting');
  return readAt === null ? t('messages.delivered') : t('messages.read', { time: clockMinute(readAt, zone) });
}

function Message({ message }: { message: ShownMessage }) {
  const tablet = useTablet();
  const zone = tablet.states.state.value?.region.timeZone;
  const isOwn = message.fromUnitId !== null;
  const author = isOwn ? t('messages.own') : t('messages.control');
  return (
    <article
      class={`message ${isOwn ? 'is-own' : ''}`}
      data-testid="message"
      data-confirmed={message.isConfirmed}
    >
      <p class="dim">
        {author}
        {message.authorName !== null && ` · ${message.authorName}`} ·{' '}
        <time class="mono">{clockMinute(message.at, zone)}</time>
        {isOwn && <span class={message.isConfirmed ? '' : 'attention'}> · {stateOf(message, zone)}</span>}
      </p>
      <p class="message-text">{message.text}</p>
    </article>
  );
}
