import { signal } from '@preact/signals';

/** Whether the list of warnings lies over the desk. */
export const isHazardListShown = signal(false);
