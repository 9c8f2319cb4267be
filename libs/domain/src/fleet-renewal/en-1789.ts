/** Road ambulance classes of EN 1789: A1/A2 patient transport, B emergency, C mobile intensive care. */
export const EN1789_CLASSES = ['A1', 'A2', 'B', 'C'] as const;
export type En1789Class = (typeof EN1789_CLASSES)[number];

/** Each class carries at least what the classes before it carry, so it may stand in for them. */
export const classCovers = (owned: En1789Class, asked: En1789Class): boolean =>
  EN1789_CLASSES.indexOf(owned) >= EN1789_CLASSES.indexOf(asked);
