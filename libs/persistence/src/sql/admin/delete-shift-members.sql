delete from crew_shift_member where crew_shift_id = $1::uuid
