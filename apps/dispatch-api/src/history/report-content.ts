import type { IncidentView, RegionView, TimelineEntry } from '#contracts';
import type { ReportCall, ReportPatient } from '#persistence';

/** All that stands in the print of an incident. */
export interface IncidentReport {
  readonly region: RegionView;
  readonly incident: IncidentView;
  readonly patients: readonly ReportPatient[];
  readonly calls: readonly ReportCall[];
  readonly entries: readonly TimelineEntry[];
  readonly printed: { readonly byName: string; readonly at: Date };
}
