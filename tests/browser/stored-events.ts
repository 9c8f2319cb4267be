import type { Pool } from '#persistence';

/** What the server holds of a tap. */
export interface StoredEvent {
  readonly kind: string;
  readonly seq: number;
  readonly result: string;
  readonly body: { readonly status?: string; readonly text?: string };
}

/** Every event of every tablet, in the order in which the server took them. */
export async function storedEvents(pool: Pool): Promise<StoredEvent[]> {
  const { rows } = await pool.query<StoredEvent>(
    `select e.kind, e.device_seq::int as seq, e.result, b.body
       from device_event e left join device_event_body b using (device_id, outbox_epoch, device_seq)
      order by e.received_at, e.device_seq`,
  );
  return rows;
}

export const statusesOf = (events: readonly StoredEvent[]): string[] =>
  events.flatMap(({ kind, body }) => (kind === 'status' ? [body.status!] : []));

/** How many fixes the server has taken of all tablets. */
export async function storedFixes(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ fixes: number }>(
    'select coalesce(sum(stored_fix_seq), 0)::int as fixes from device_outbox',
  );
  return rows[0]!.fixes;
}
