import { useDesk } from '../../desk/desk.ts';
import { MESSAGES_KEY } from '../../desk/incident/panel-keys.ts';
import { t } from '../../i18n/text.ts';
import { CrewCalls } from '../later.tsx';

/** Crews that call, and how many messages nobody has read: above the incidents. */
export function CrewCorner() {
  const desk = useDesk();
  const { crewSignals, unreadMessages } = desk.store.lists.value;
  return (
    <>
      {crewSignals.size > 0 && <CrewCalls />}
      {unreadMessages.size > 0 && (
        <button
          type="button"
          class="waiting-calls attention"
          aria-expanded={desk.isMessagesShown.value}
          data-testid="unread-messages"
          onClick={() => (desk.isMessagesShown.value = !desk.isMessagesShown.peek())}
        >
          {t('messages.unread', { count: unreadMessages.size })} <kbd>Alt {MESSAGES_KEY}</kbd>
        </button>
      )}
    </>
  );
}
