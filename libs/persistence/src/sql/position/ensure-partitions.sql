select ensure_position_partitions($1::int) as made
