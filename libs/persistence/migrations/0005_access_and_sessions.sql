-- Whoever opens the board of a region sees its patients' addresses: noted as one view of the region.
alter table access_log alter column subject_id drop not null;

-- Asked every two seconds by each api process, and sessions add up over the years.
create index session_ended on session (ended_at) where ended_at is not null;
