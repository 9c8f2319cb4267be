import type { CallDetail } from '#contracts';
import type { CallOutcome } from '#domain';
import type { CallRecord } from '../duplicates/duplicate-store.ts';

/** What commands on calls read and write, inside one transaction. */
export interface CallStore {
  /** What was known of the caller at a version of the call. */
  findCallDetail(callId: string, version: number): Promise<CallDetail | undefined>;
  updateCall(call: CallRecord, detail: CallDetail, at: Date, by: string): Promise<void>;
  endCall(callId: string, outcome: CallOutcome, at: Date, by: string): Promise<void>;
}
