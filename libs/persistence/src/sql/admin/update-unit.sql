-- A retired unit is out of service as well, so that it is not sent by whoever knows its id. One that comes back is off duty.
update unit
set
  version = version + 1, call_sign = $2::text, capabilities = $3::text[], station_id = $4::uuid,
  retired_at = case when $5::boolean then coalesce(retired_at, $6::timestamptz) end,
  duty_state = case
    when $5::boolean and retired_at is null then 'outOfService'
    when not $5::boolean and retired_at is not null then 'offDuty'
    else duty_state
  end,
  duty_reason = case when $5::boolean = (retired_at is not null) then duty_reason end,
  duty_expected_end_at = case when $5::boolean = (retired_at is not null) then duty_expected_end_at end,
  duty_since_at = case when $5::boolean = (retired_at is not null) then duty_since_at else $6::timestamptz end
where id = $1::uuid
