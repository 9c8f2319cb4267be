import type { TimelineEntry } from '#contracts';

/** What a row is told as; several rows of one command may be told as one, or not at all. */
export type Told = Pick<TimelineEntry, 'kind'> & Partial<Pick<TimelineEntry, 'values' | 'text' | 'changes'>>;
