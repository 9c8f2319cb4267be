import { o } from './office-text.ts';

/** What stands where something is still being read, or could not be. */
export function Waiting({ failure, onRetry }: { failure: string; onRetry: () => void }) {
  if (failure === '')
    return (
      <p class="empty dim" data-testid="office-waiting">
        {o('list.loading')}
      </p>
    );
  return (
    <div class="empty" role="alert">
      <p class="attention">{failure}</p>
      <button type="button" class="button" data-testid="office-retry" onClick={onRetry}>
        {o('list.retry')}
      </button>
    </div>
  );
}
