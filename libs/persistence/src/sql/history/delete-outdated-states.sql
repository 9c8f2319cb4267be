-- Made by a version that meant something else.
delete from history_state
where version <> $1::int
