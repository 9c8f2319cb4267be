/** What the crew looks at: the run (or the overview when there is none), or something over it. */
export type View =
  | 'run'
  | 'patient'
  | 'messages'
  | 'menu'
  | 'map'
  | 'search'
  | 'queue'
  | 'settings'
  | 'check'
  | 'duty'
  | 'speak'
  | 'otherStatus'
  | 'refuse'
  | 'facilities'
  | 'leaving'
  | 'newAssignment';

export interface ViewProps {
  readonly onView: (view: View) => void;
}
