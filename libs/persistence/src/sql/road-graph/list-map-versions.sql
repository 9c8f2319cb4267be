select id as "mapId", version from map where version > 0
