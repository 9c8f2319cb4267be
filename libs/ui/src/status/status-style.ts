import type { BoardStatus } from '#domain';

/** Shapes of a status, so that colour is never alone. */
export type StatusShape =
  'disc' | 'hollowDisc' | 'diamond' | 'hollowDiamond' | 'square' | 'hollowSquare' | 'triangle';

export interface StatusStyle {
  /** Two letters, the same in every language. */
  readonly code: string;
  readonly shape: StatusShape;
  /** Name of the colour token. */
  readonly color: `--status-${string}`;
}

/** The one table of how a unit's status looks on boards and maps. */
export const STATUS_STYLES: Readonly<Record<BoardStatus, StatusStyle>> = {
  available: { code: 'AV', shape: 'disc', color: '--status-available' },
  reserved: { code: 'RS', shape: 'hollowDisc', color: '--status-available' },
  notified: { code: 'NT', shape: 'hollowDiamond', color: '--status-enroute' },
  acknowledged: { code: 'AK', shape: 'diamond', color: '--status-enroute' },
  enRoute: { code: 'ER', shape: 'diamond', color: '--status-enroute' },
  onScene: { code: 'OS', shape: 'square', color: '--status-onscene' },
  transporting: { code: 'TR', shape: 'triangle', color: '--status-transport' },
  atDestination: { code: 'AH', shape: 'hollowSquare', color: '--status-transport' },
  meal: { code: 'ML', shape: 'hollowDisc', color: '--status-off' },
  restocking: { code: 'RK', shape: 'hollowDisc', color: '--status-off' },
  offDuty: { code: 'OF', shape: 'hollowDisc', color: '--status-off' },
  outOfService: { code: 'XX', shape: 'hollowDisc', color: '--status-off' },
};
