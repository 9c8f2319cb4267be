import { SEVERITY_OF_ALARM, type AlarmKind } from './alarm-kinds.ts';

/** An alarm as far as it tells how grave it is. Instants are milliseconds. */
export interface OrderedAlarm {
  readonly kind: AlarmKind;
  readonly incidentPriority: number;
  readonly raisedAt: number;
}

const SEVERITY_RANK = { alarm: 0, warning: 1, hint: 2 } as const;

/**
 * The gravest first: nobody on the way to an urgent incident stands above everything, however many hints come in. Within
 * the same the oldest first, so that nothing scrolls away under new ones.
 */
export function compareAlarms(a: OrderedAlarm, b: OrderedAlarm): number {
  return (
    SEVERITY_RANK[SEVERITY_OF_ALARM[a.kind]] - SEVERITY_RANK[SEVERITY_OF_ALARM[b.kind]] ||
    Number(b.kind === 'waitingTooLong') - Number(a.kind === 'waitingTooLong') ||
    a.incidentPriority - b.incidentPriority ||
    a.raisedAt - b.raisedAt
  );
}

export const SOUND_WINDOW_SECONDS = 600;
/** More than this many sounds in ten minutes and people stop listening. */
export const LARGEST_SOUNDS_IN_WINDOW = 10;
/** Kept free for incidents of priority 1 to which nobody is on the way. */
const SOUNDS_FOR_TOP_PRIORITY = 4;
/** One sound stands for everything that comes within this time; those incidents sound at once. */
const SOUND_SPACING_SECONDS = 20;

/**
 * The alarm for which a desk sounds now, or none: the gravest that has not sounded yet, within what a person can take in.
 * Those left without a sound of their own are still shown. `soundedAt`: when this desk sounded, in milliseconds.
 */
export function chooseSound<Alarm extends OrderedAlarm>(
  silent: readonly Alarm[],
  soundedAt: readonly number[],
  now: number,
): Alarm | undefined {
  const gravest = silent.filter((one) => SEVERITY_OF_ALARM[one.kind] !== 'hint').sort(compareAlarms)[0];
  if (!gravest) return undefined;
  const recent = soundedAt.filter((at) => at > now - SOUND_WINDOW_SECONDS * 1000);
  const isTop = gravest.kind === 'waitingTooLong' && gravest.incidentPriority === 1;
  if (isTop) return recent.length < LARGEST_SOUNDS_IN_WINDOW ? gravest : undefined;
  const isSpaced = recent.every((at) => at <= now - SOUND_SPACING_SECONDS * 1000);
  return isSpaced && recent.length < LARGEST_SOUNDS_IN_WINDOW - SOUNDS_FOR_TOP_PRIORITY ? gravest : undefined;
}
