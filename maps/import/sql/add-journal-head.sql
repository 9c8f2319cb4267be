insert into journal_head (region_id) values ($1::text) on conflict do nothing
