-- Apart from reading it: what a statement that had to wait reads of other tables is from before it waited.
select 1 from sector where id = $1::uuid and removed_at is null for update
