import { createPool, verifyJournal } from '#persistence';
import type { TestDatabase } from '#testing';
import { enterLine, takeCall, waitUntil } from './by-keyboard.ts';
import type { DeskPage } from './desk-page.ts';

const CATEGORIES = ['chest', 'breath', 'fall', 'road'];
const DRIVING_MILLISECONDS = 120_000;

export interface CallTimes {
  /** From the first key of the call to the saved incident. */
  readonly takingMilliseconds: number;
  /** From the saved incident to the first candidate on the screen. */
  readonly rankingMilliseconds: number;
  /** From Enter to the unit shown as sent. */
  readonly sendingMilliseconds: number;
}

export interface WorkedCall extends CallTimes {
  readonly number: number;
  readonly remark: string;
}

/** One call from the first key to the unit sent and a remark, without the mouse. */
export async function workCall(desk: DeskPage, serial: number, said: string): Promise<WorkedCall> {
  const category = CATEGORIES[serial % CATEGORIES.length]!;
  const beganAt = performance.now();
  const priority = ([1, 2, 3] as const)[serial % 3]!;
  const number = await takeCall(desk, { said, category, priority });
  const savedAt = performance.now();
  const candidate = desk.by('candidate').first();
  await candidate.waitFor({ timeout: DRIVING_MILLISECONDS });
  const rankedAt = performance.now();
  const sentAt = await sendFirst(desk, number);
  const shownAt = performance.now();
  const remark = `call ${serial}, said <b>quietly</b>`;
  await enterLine(desk, `r ${remark}`);
  return {
    number,
    remark,
    takingMilliseconds: savedAt - beganAt,
    rankingMilliseconds: rankedAt - savedAt,
    sendingMilliseconds: shownAt - sentAt,
  };
}

/** Takes the first candidate; when another desk was faster, the next first. Answers when Enter was pressed. */
async function sendFirst(desk: DeskPage, number: number): Promise<number> {
  const covered = desk.page.locator(
    `[data-testid=incident-row][data-number="${number}"][data-state=covered]`,
  );
  for (let attempt = 1; ; attempt += 1) {
    await desk.by('candidate').first().waitFor({ timeout: DRIVING_MILLISECONDS });
    const pressedAt = performance.now();
    await enterLine(desk, '1');
    const isSent = await covered.waitFor({ timeout: 10_000 }).then(
      () => true,
      () => false,
    );
    if (isSent) return pressedAt;
    if (attempt === 5) throw new Error(`nobody could be sent to ${number}`);
  }
}

export class ShiftRecord {
  private readonly pool;

  constructor(
    private readonly database: TestDatabase,
    private readonly regionId: string,
  ) {
    this.pool = createPool(this.database.appUrl, { max: 1 });
  }

  /** Addresses that callers say, the same ones each time. */
  async listAddresses(count: number): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ label: string }>(
      `select label from place where kind = 'address' and label ~ '^[[:alpha:] ]{6,} [0-9]+$'
        order by md5(id) limit $1`,
      [count],
    );
    return rows.map(({ label }) => label);
  }

  /** Open incidents whose units are all free again. */
  async listFinished(numbers: readonly number[]): Promise<readonly number[]> {
    const { rows } = await this.pool.query<{ number: number }>(
      `select number from incident where region_id = $1 and number = any($2::int[]) and state = 'open'
         and exists (select from assignment where incident_id = incident.id and status = 'available')
         and not exists (select from assignment where incident_id = incident.id and ended_at is null)`,
      [this.regionId, numbers],
    );
    return rows.map(({ number }) => number);
  }

  /** What the server kept of each call. */
  async listKept(): Promise<readonly { number: number; state: string; sent: number; remarks: string[] }[]> {
    const { rows } = await this.pool.query<{
      number: number;
      state: string;
      sent: number;
      remarks: string[];
    }>(
      `select number, state,
              (select count(*)::int from assignment where incident_id = incident.id) as sent,
              array(select text from remark where incident_id = incident.id order by at) as remarks
         from incident where region_id = $1 order by number`,
      [this.regionId],
    );
    return rows;
  }

  verifyJournal() {
    return verifyJournal(this.pool, this.regionId);
  }

  end(): Promise<void> {
    return this.pool.end();
  }
}

/** Closes incidents of one desk, by line. */
export async function closeAll(desk: DeskPage, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    await enterLine(desk, `c ${number} taken to hospital`);
    const row = desk.page.locator(`[data-testid=incident-row][data-number="${number}"]`);
    await waitUntil(`incident ${number} leaves the stack`, async () => (await row.count()) === 0, 20_000);
  }
}
