import { lazyPart } from './lazy-part.tsx';

/** The timeline of an incident, loaded when it is first looked at. */
export const TimelinePanel = lazyPart(
  async () => (await import('../history/timeline-view.tsx')).TimelineView,
);
