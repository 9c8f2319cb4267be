import type { ManeuverKind } from '#domain';

/** What is driven (bold), what is left aside (faint), and whether it is drawn the other way round. */
interface Drawing {
  readonly bold: string;
  readonly faint?: string;
  readonly isMirrored?: boolean;
}

const STRAIGHT = 'M24 43V8M14 18 24 8l10 10';
const RIGHT = 'M15 43V23q0-7 7-7h16M29 7l9 9-9 9';
const SLIGHT = 'M17 43V29q0-4 3-7L35 8M22 8h13v13';
const SHARP = 'M15 43V9l20 20M35 15v14H21';
const U_TURN = 'M13 43V19a10 10 0 0 1 20 0v17M24 28l9 9 9-9';
const FORK = 'M22 43V31q0-4 3-7L37 10M24 10h13v13';
const FORK_REST = 'M22 30 12 12';
const RING = 'M24 43V34M24 34a9 9 0 1 1 9-9h9M35 18l7 7-7 7';
const FERRY = 'M24 30V8M24 8l12 14H24M8 30h32l-5 9H13z';

const DRAWINGS: Readonly<Record<ManeuverKind, Drawing>> = {
  depart: { bold: STRAIGHT },
  continue: { bold: STRAIGHT },
  slightRight: { bold: SLIGHT },
  right: { bold: RIGHT },
  sharpRight: { bold: SHARP },
  uTurnRight: { bold: U_TURN },
  uTurnLeft: { bold: U_TURN, isMirrored: true },
  sharpLeft: { bold: SHARP, isMirrored: true },
  left: { bold: RIGHT, isMirrored: true },
  slightLeft: { bold: SLIGHT, isMirrored: true },
  keepRight: { bold: FORK, faint: FORK_REST },
  keepStraight: { bold: STRAIGHT, faint: 'M24 34 38 20M24 34 10 20' },
  keepLeft: { bold: FORK, faint: FORK_REST, isMirrored: true },
  rampRight: { bold: FORK, faint: 'M22 30V8' },
  rampStraight: { bold: STRAIGHT, faint: 'M24 34 38 20' },
  rampLeft: { bold: FORK, faint: 'M22 30V8', isMirrored: true },
  exitRight: { bold: FORK, faint: 'M22 30V8' },
  exitLeft: { bold: FORK, faint: 'M22 30V8', isMirrored: true },
  merge: { bold: STRAIGHT, faint: 'M38 43 24 28' },
  enterRoundabout: { bold: RING, faint: 'M33 25a9 9 0 0 1-9 9' },
  exitRoundabout: { bold: RING, faint: 'M33 25a9 9 0 0 1-9 9' },
  enterFerry: { bold: FERRY },
  leaveFerry: { bold: FERRY },
  arrive: { bold: 'M24 43V26M24 26a9 9 0 1 0 0-18 9 9 0 0 0 0 18M16 43h16' },
};

interface ArrowProps {
  readonly kind?: ManeuverKind | undefined;
  /** Without a kind: a straight arrow turned so far to the right. */
  readonly degrees?: number | undefined;
  readonly exit?: number | null | undefined;
  readonly class?: string;
}

/** A maneuver as a sign; what it means stands beside it in words. */
export function ManeuverArrow({ kind, degrees = 0, exit, ...rest }: ArrowProps) {
  const { bold, faint, isMirrored } = kind
    ? DRAWINGS[kind]
    : { bold: STRAIGHT, faint: '', isMirrored: false };
  const turn = kind ? '' : `rotate(${Math.round(degrees)} 24 24)`;
  return (
    <svg class={`maneuver-arrow ${rest.class ?? ''}`} viewBox="0 0 48 48" aria-hidden="true">
      <g transform={isMirrored ? 'translate(48 0) scale(-1 1)' : turn}>
        {faint && <path class="faint" d={faint} />}
        <path d={bold} />
      </g>
      {exit ? (
        <text x="24" y="29" text-anchor="middle">
          {exit}
        </text>
      ) : null}
    </svg>
  );
}
