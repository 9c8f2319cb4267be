import type { PastAlarm, PastAssignment, PastIncident, PastUnit } from './history-state.ts';

/** A state while rows are folded into it. */
export interface HistoryDraft {
  readonly units: Map<string, PastUnit>;
  readonly incidents: Map<string, PastIncident>;
  readonly assignments: Map<string, PastAssignment>;
  readonly alarms: Map<string, PastAlarm>;
}
