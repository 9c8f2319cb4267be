import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const FRAME_MS = 40;

interface HoldButtonProps {
  readonly holdMs?: number;
  readonly class?: string;
  readonly testId?: string;
  readonly isDisabled?: boolean;
  readonly children: ComponentChildren;
  readonly onHeld: () => void;
}

/** Acts when it has been held long enough, and shows how far it is; letting go earlier does nothing. Keys may be held, too. */
export function HoldButton({
  holdMs = 1200,
  testId,
  isDisabled,
  children,
  onHeld,
  ...rest
}: HoldButtonProps) {
  const [share, setShare] = useState(0);
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);
  const end = (): void => {
    clearInterval(timer.current);
    timer.current = undefined;
    setShare(0);
  };
  const begin = (): void => {
    if (timer.current !== undefined || isDisabled) return;
    const from = performance.now();
    timer.current = setInterval(() => {
      const held = (performance.now() - from) / holdMs;
      if (held < 1) {
        setShare(held);
        return;
      }
      end();
      onHeld();
    }, FRAME_MS);
  };
  useEffect(() => () => clearInterval(timer.current), []);
  const isKey = (event: KeyboardEvent): boolean => event.key === ' ' || event.key === 'Enter';
  return (
    <button
      type="button"
      class={`key hold ${rest.class ?? ''}`}
      data-testid={testId}
      disabled={isDisabled}
      onPointerDown={begin}
      onPointerUp={end}
      onPointerLeave={end}
      onPointerCancel={end}
      onBlur={end}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (isKey(event)) {
          event.preventDefault();
          begin();
        }
      }}
      onKeyUp={(event) => {
        if (isKey(event)) end();
      }}
    >
      <progress class="hold-progress" max={1} value={share} aria-hidden="true" />
      <span class="hold-label">{children}</span>
    </button>
  );
}
