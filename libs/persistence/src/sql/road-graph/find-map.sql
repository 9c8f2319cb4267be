select id, name, version from map where id = $1::int
