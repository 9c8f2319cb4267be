import { o } from './office-text.ts';

interface Props {
  /** Who was faster; the system has no name. */
  readonly by: string | null;
  /** There is nothing left to take. */
  readonly isRemoved?: boolean;
  readonly onTheirs: () => void;
  readonly onMine: () => void;
}

/** Somebody else has saved what is being typed here; nothing of it is lost before the choice. */
export function Overtaken({ by, isRemoved = false, onTheirs, onMine }: Props) {
  const name = by ?? o('live.somebody');
  return (
    <div class="notice-line is-warning office-overtaken" role="alert" data-testid="office-overtaken">
      <p>{o(isRemoved ? 'live.removed' : 'live.changed', { name })}</p>
      {!isRemoved && (
        <>
          <button type="button" class="button is-small" data-testid="take-theirs" onClick={onTheirs}>
            {o('live.takeTheirs')}
          </button>
          <button type="button" class="button is-small" data-testid="keep-mine" onClick={onMine}>
            {o('live.keepMine')}
          </button>
        </>
      )}
    </div>
  );
}
