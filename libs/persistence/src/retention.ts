import { choosePolicyCountry, type RegionLocale, retentionDays } from '#domain';
import { getRow, type Queryable } from './pool.ts';
import erasePastRetentionSql from './sql/retention/erase-past-retention.sql';
import listRegionsSql from './sql/retention/list-regions.sql';

export interface Erased {
  readonly events: number;
  readonly messages: number;
  readonly codes: number;
  readonly records: number;
}

/** Keeps each statement short, so that nobody waits for it. */
const MOST_ERASED_AT_ONCE = 1000;

interface RegionRow extends RegionLocale {
  readonly id: string;
  readonly own: Readonly<Record<string, unknown>>;
}

/** Erases, region by region, the words that are kept no longer. Returns how many of each class. */
export async function erasePastRetention(db: Queryable, mostAtOnce = MOST_ERASED_AT_ONCE): Promise<Erased> {
  const sum = { events: 0, messages: 0, codes: 0, records: 0 };
  const { rows: regions } = await db.query<RegionRow>(listRegionsSql);
  for (const { id, own, ...locale } of regions) {
    const days = retentionDays(choosePolicyCountry(locale), own);
    const values = [id, days.deviceEvents, days.messages, days.enrolmentCodes, days.clinical, mostAtOnce];
    for (;;) {
      const gone = await getRow<Erased & object>(db, erasePastRetentionSql, values);
      sum.events += gone.events;
      sum.messages += gone.messages;
      sum.codes += gone.codes;
      sum.records += gone.records;
      if (Math.max(gone.events, gone.messages, gone.codes, gone.records) < mostAtOnce) break;
    }
  }
  return sum;
}
