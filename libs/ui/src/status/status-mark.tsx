import type { BoardStatus } from '#domain';
import type { VNode } from 'preact';
import { STATUS_STYLES, type StatusShape } from './status-style.ts';

const SHAPES: Readonly<Record<StatusShape, () => VNode>> = {
  disc: () => <circle cx="6" cy="6" r="4.5" class="is-filled" />,
  hollowDisc: () => <circle cx="6" cy="6" r="3.75" />,
  diamond: () => <path d="M6 .8 11.2 6 6 11.2.8 6z" class="is-filled" />,
  hollowDiamond: () => <path d="M6 1.6 10.4 6 6 10.4 1.6 6z" />,
  square: () => <rect x="1.5" y="1.5" width="9" height="9" rx="1" class="is-filled" />,
  hollowSquare: () => <rect x="2.2" y="2.2" width="7.6" height="7.6" rx="1" />,
  triangle: () => <path d="M2 1.2 11 6 2 10.8z" class="is-filled" />,
};

/** The coloured shape of a status; the code and the word stand beside it, so it is hidden from screen readers. */
export function StatusMark({ status }: { status: BoardStatus }) {
  const style = STATUS_STYLES[status];
  return (
    <svg class={`status-mark ${style.color.slice(2)}`} viewBox="0 0 12 12" aria-hidden="true">
      {SHAPES[style.shape]()}
    </svg>
  );
}
