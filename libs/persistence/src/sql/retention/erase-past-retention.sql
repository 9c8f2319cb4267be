select events, messages, codes, records
from erase_past_retention($1::text, $2::int, $3::int, $4::int, $5::int, $6::int)
