-- osm2pgsql flex style of Akut: fills the staging schema that the import builds roads, places and the basemap from.
-- The import puts `local SCHEMA = '...'` in front of this text, because osm2pgsql 1.8 hands no settings to a style.
local srid = 3857

local function set(list)
  local out = {}
  for _, value in ipairs(list) do out[value] = true end
  return out
end

local tables = {}

local function define(name, ids, columns)
  tables[name] = osm2pgsql.define_table({ name = name, schema = SCHEMA, ids = ids, columns = columns, indexes = {} })
end

local ANY = { type = 'any', type_column = 'osm_type', id_column = 'osm_id' }
local WAY = { type = 'way', id_column = 'way_id' }
local POINT = { column = 'geom', type = 'point', projection = 4326, not_null = true }

define('stage_road', WAY, {
  { column = 'nodes', sql_type = 'int8[]', not_null = true },
  { column = 'road_class', type = 'text', not_null = true },
  { column = 'maxspeed_kmh', type = 'int2' },
  { column = 'one_way', type = 'int2', not_null = true },
  { column = 'access', type = 'text', not_null = true },
  { column = 'emergency_both_ways', type = 'bool', not_null = true },
  { column = 'name', type = 'text' },
  { column = 'other_names', type = 'text' },
})
define('stage_barrier', { type = 'node', id_column = 'node_id' }, {
  { column = 'effect', type = 'text', not_null = true },
})
define('stage_restriction', { type = 'relation', id_column = 'relation_id' }, {
  { column = 'kind', type = 'text', not_null = true },
  { column = 'from_ways', sql_type = 'int8[]', not_null = true },
  { column = 'via_node', type = 'int8' },
  { column = 'via_ways', sql_type = 'int8[]' },
  { column = 'to_ways', sql_type = 'int8[]', not_null = true },
  { column = 'excepted', sql_type = 'text[]', not_null = true },
})
define('stage_address', ANY, {
  { column = 'housenumber', type = 'text', not_null = true },
  { column = 'street', type = 'text', not_null = true },
  { column = 'suburb', type = 'text' },
  { column = 'city', type = 'text' },
  POINT,
})
define('stage_place', ANY, {
  { column = 'kind', type = 'text', not_null = true },
  { column = 'name', type = 'text', not_null = true },
  { column = 'other_names', type = 'text' },
  { column = 'is_settlement', type = 'bool', not_null = true },
  POINT,
})
define('stage_facility', ANY, {
  { column = 'kind', type = 'text', not_null = true },
  { column = 'name', type = 'text' },
  { column = 'other_names', type = 'text' },
  { column = 'tags', type = 'jsonb', not_null = true },
  POINT,
})
define('stage_feature', ANY, {
  { column = 'layer', type = 'text', not_null = true },
  { column = 'kind', type = 'text', not_null = true },
  { column = 'name', type = 'text' },
  { column = 'min_zoom', type = 'int2', not_null = true },
  { column = 'sort_key', type = 'real', not_null = true },
  { column = 'tags', type = 'jsonb', not_null = true },
  { column = 'geom', type = 'geometry', projection = srid, not_null = true },
})
define('stage_coastline', WAY, {
  { column = 'geom', type = 'linestring', projection = srid, not_null = true },
})

-- Speeds ------------------------------------------------------------------------------------------------------------

-- Statutory limits in km/h where they differ from 50 in towns, 90 outside, 130 on motorways.
local STATUTORY = {
  BG = { motorway = 140 },
  DE = { rural = 100, motorway = false },
  GB = { urban = 48, nsl_single = 97, nsl_dual = 113, rural = 97, motorway = 113 },
  IT = { trunk = 110 },
  RU = { urban = 60, motorway = 110 },
  SE = { rural = 70, motorway = 110 },
  UY = { urban = 45, rural = 90, motorway = 110 },
}
local STATUTORY_ELSEWHERE = {
  urban = 50, rural = 90, trunk = 100, motorway = 130, living_street = 20, bicycle_road = 30, walk = 7,
}

-- km/h of one maxspeed value, or nil when it says nothing of use (none, signals, variable).
local function parse_speed(value)
  if not value then return nil end
  value = value:match('^%s*([^;|]+)')
  if not value then return nil end
  local number, unit = value:match('^(%d+%.?%d*)%s*(%a*)')
  if number then
    local factor = ({ [''] = 1, km = 1, kmh = 1, kph = 1, mph = 1.609344, knots = 1.852 })[unit:lower()] or 1
    local kmh = math.floor(tonumber(number) * factor + 0.5)
    if kmh >= 1 and kmh <= 200 then return kmh end
    return nil
  end
  if value == 'walk' then return STATUTORY_ELSEWHERE.walk end
  local country, zone = value:match('^(%u%u):(.+)$')
  if not country then return nil end
  zone = zone:lower()
  local posted = zone:match('^zone:?(%d+)$') or zone:match('^(%d+)$')
  if posted then return tonumber(posted) end
  local own = STATUTORY[country] and STATUTORY[country][zone]
  if own ~= nil then return own or nil end
  return STATUTORY_ELSEWHERE[zone]
end

-- Roads -------------------------------------------------------------------------------------------------------------

local CAR_ROADS = set({
  'motorway', 'motorway_link', 'trunk', 'trunk_link', 'primary', 'primary_link', 'secondary', 'secondary_link',
  'tertiary', 'tertiary_link', 'unclassified', 'residential', 'living_street', 'service', 'road', 'track',
})
local BUS_ROADS = set({ 'busway', 'bus_guideway' })
-- Ways for walking and cycling; only an explicit permission makes them roads for an ambulance.
local FOOT_ROADS = set({ 'pedestrian', 'footway', 'path', 'cycleway', 'bridleway' })

local OPEN = set({ 'yes', 'permissive', 'designated', 'destination', 'customers', 'delivery', 'public', 'discouraged',
  'unknown', 'official' })
local LIMITED = set({ 'private', 'permit', 'residents', 'agricultural', 'forestry', 'employees', 'emergency' })
local GIVEN = set({ 'yes', 'designated', 'official', 'permissive', 'destination' })

-- 'open', 'limited' or 'closed' for a car, the most specific tag first; `default` when nothing is tagged.
local function car_access(tags, default)
  for _, key in ipairs({ 'motorcar', 'motor_vehicle', 'vehicle', 'access' }) do
    local value = tags[key]
    if value then
      if OPEN[value] then return 'open' end
      if LIMITED[value] then return 'limited' end
      return 'closed'
    end
  end
  return default
end

-- 'all', 'emergency' or nil: who may drive on this way.
local function road_access(tags)
  local highway = tags.highway
  local is_foot = FOOT_ROADS[highway]
  local car = car_access(tags, (is_foot or BUS_ROADS[highway]) and 'closed' or 'open')
  if car == 'open' and not is_foot and not BUS_ROADS[highway] then return 'all' end
  if tags.emergency == 'no' then return nil end
  if car ~= 'closed' or GIVEN[tags.emergency] or GIVEN[tags.bus] or GIVEN[tags.psv] or tags.access == 'emergency' then
    -- A cycleway open to buses is a mistake of tagging more often than a road.
    if is_foot and highway ~= 'pedestrian' and not GIVEN[tags.emergency] and car ~= 'open' then return nil end
    return 'emergency'
  end
  if BUS_ROADS[highway] then return highway == 'busway' and 'emergency' or nil end
  return nil
end

local ONE_WAY = { yes = 1, ['true'] = 1, ['1'] = 1, ['-1'] = -1, reverse = -1, no = 0, ['false'] = 0, ['0'] = 0,
  alternating = 0, reversible = 0 }

local function one_way(tags)
  for _, key in ipairs({ 'oneway:motorcar', 'oneway:motor_vehicle', 'oneway' }) do
    local direction = ONE_WAY[tags[key]]
    if direction then return direction end
  end
  if tags.junction == 'roundabout' or tags.junction == 'circular' or tags.highway == 'motorway' then return 1 end
  return 0
end

local function emergency_both_ways(tags)
  if tags.oneway == 'reversible' then return true end
  for _, key in ipairs({ 'oneway:emergency', 'oneway:bus', 'oneway:psv' }) do
    if tags[key] == 'no' then return true end
  end
  for _, key in ipairs({ 'busway', 'busway:left', 'busway:right', 'busway:both' }) do
    if tags[key] == 'opposite_lane' then return true end
  end
  return false
end

local function join_ids(ids)
  return '{' .. table.concat(ids, ',') .. '}'
end

-- Repeated neighbours would make edges without length.
local function distinct_neighbours(nodes)
  local out = {}
  for _, id in ipairs(nodes) do
    if id ~= out[#out] then out[#out + 1] = id end
  end
  return out
end

-- Every other name that people may type, for the search only.
local function other_names(tags)
  local out, seen = {}, { [tags.name or ''] = true }
  for key, value in pairs(tags) do
    local is_name = key:match('^name:%a%a$') or key == 'alt_name' or key == 'old_name' or key == 'short_name'
      or key == 'int_name' or key == 'official_name' or key == 'loc_name'
    if is_name and not seen[value] then
      seen[value] = true
      out[#out + 1] = value
    end
  end
  table.sort(out)
  if #out == 0 then return nil end
  return table.concat(out, ' ')
end

local function add_road(object)
  local tags = object.tags
  local highway = tags.highway
  if not (CAR_ROADS[highway] or BUS_ROADS[highway] or FOOT_ROADS[highway]) then return end
  if tags.area == 'yes' or tags.impassable == 'yes' or tags.smoothness == 'impassable' then return end
  local access = road_access(tags)
  local nodes = access and distinct_neighbours(object.nodes)
  if not nodes or #nodes < 2 then return end
  tables.stage_road:insert({
    nodes = join_ids(nodes),
    road_class = (FOOT_ROADS[highway] and highway ~= 'pedestrian') and 'path' or highway,
    maxspeed_kmh = parse_speed(tags['maxspeed:motorcar']) or parse_speed(tags.maxspeed)
      or parse_speed(tags['maxspeed:forward']) or parse_speed(tags['maxspeed:backward'])
      or parse_speed(tags['maxspeed:type']) or parse_speed(tags['source:maxspeed'] and
        tags['source:maxspeed']:match('^%u%u:%a+$')),
    one_way = one_way(tags),
    access = access,
    emergency_both_ways = emergency_both_ways(tags),
    name = tags.name,
    other_names = tags.name and other_names(tags),
  })
end

-- Barriers ----------------------------------------------------------------------------------------------------------

local FIXED_BARRIERS = set({ 'block', 'jersey_barrier', 'log', 'debris', 'planter', 'cycle_barrier', 'motorcycle_barrier',
  'kissing_gate', 'turnstile', 'stile', 'fence', 'wall', 'hedge', 'ditch', 'guard_rail', 'horse_stile' })
local GATES = set({ 'gate', 'lift_gate', 'swing_gate', 'sliding_gate', 'hampshire_gate', 'chain', 'wicket_gate',
  'barrier', 'sump_buster', 'bus_trap', 'yes' })

-- 'closed' parts the road for everybody; 'emergency' lets only emergency vehicles through.
local function barrier_effect(tags)
  local barrier = tags.barrier
  if GIVEN[tags.emergency] then
    return (car_access(tags, 'closed') ~= 'open') and 'emergency' or nil
  end
  if barrier == 'bollard' then
    if tags.bollard == 'removable' or tags.bollard == 'rising' or tags.bollard == 'foldable' then return 'emergency' end
    return car_access(tags, 'closed') == 'open' and nil or 'closed'
  end
  if FIXED_BARRIERS[barrier] then return car_access(tags, 'closed') == 'open' and nil or 'closed' end
  if GATES[barrier] then
    if barrier == 'bus_trap' then return 'emergency' end
    local car = car_access(tags, 'open')
    if car == 'limited' or tags.locked == 'yes' then return 'emergency' end
    if car == 'closed' then return (tags.access == 'no' and barrier == 'gate') and 'closed' or 'emergency' end
  end
  return nil
end

-- Restrictions ------------------------------------------------------------------------------------------------------

local function add_restriction(object)
  local tags = object.tags
  local kind = tags.restriction or tags['restriction:motorcar'] or tags['restriction:motor_vehicle']
  if not kind or not (kind:match('^no_[%a_]+$') or kind:match('^only_[%a_]+$')) then return end
  local from, to, via_ways, via_node, via_nodes = {}, {}, {}, nil, 0
  for _, member in ipairs(object.members) do
    if member.role == 'from' and member.type == 'w' then from[#from + 1] = member.ref
    elseif member.role == 'to' and member.type == 'w' then to[#to + 1] = member.ref
    elseif member.role == 'via' and member.type == 'w' then via_ways[#via_ways + 1] = member.ref
    elseif member.role == 'via' and member.type == 'n' then
      via_node = member.ref
      via_nodes = via_nodes + 1
    end
  end
  if #from == 0 or #to == 0 or (via_nodes == 0 and #via_ways == 0) or via_nodes > 1 then return end
  local excepted = {}
  for word in (tags.except or ''):gmatch('[%a_]+') do excepted[#excepted + 1] = word end
  tables.stage_restriction:insert({
    kind = kind,
    from_ways = join_ids(from),
    to_ways = join_ids(to),
    via_node = #via_ways == 0 and via_node or nil,
    via_ways = #via_ways > 0 and join_ids(via_ways) or nil,
    excepted = join_ids(excepted),
  })
end

-- Places and facilities ---------------------------------------------------------------------------------------------

local SETTLEMENTS = set({ 'city', 'town', 'village', 'hamlet', 'municipality', 'isolated_dwelling', 'suburb', 'borough',
  'quarter', 'neighbourhood', 'city_block', 'locality', 'square', 'island' })
local POI_KEYS = { 'amenity', 'tourism', 'leisure', 'railway', 'aeroway', 'historic', 'shop', 'office', 'healthcare',
  'public_transport', 'man_made', 'natural' }
local UNSEARCHED = set({ 'bus_stop', 'platform', 'stop_position', 'stop_area', 'tree', 'tree_row', 'bench', 'water', 'coastline',
  'rail', 'tram' })

local HEALTHCARE = { hospital = 'hospital', clinic = 'clinic', centre = 'clinic', doctor = 'doctors' }

local function facility_kind(tags)
  if tags.emergency == 'ambulance_station' then return 'ambulance_station' end
  if tags.amenity == 'hospital' or tags.amenity == 'clinic' or tags.amenity == 'doctors' then return tags.amenity end
  if tags.amenity == 'fire_station' then return 'fire_station' end
  return HEALTHCARE[tags.healthcare]
end

local FACILITY_TAGS = { 'name', 'operator', 'phone', 'contact:phone', 'website', 'opening_hours', 'emergency', 'healthcare',
  'healthcare:speciality', 'beds', 'wheelchair', 'addr:street', 'addr:housenumber', 'addr:city', 'amenity', 'ref',
  'short_name', 'alt_name', 'capacity:beds', 'helipad', 'operator:type' }

local function pick(tags, keys)
  local out = {}
  for _, key in ipairs(keys) do out[key] = tags[key] end
  return out
end

local function add_places(object, point)
  local tags = object.tags
  if tags['addr:housenumber'] then
    local street = tags['addr:street'] or tags['addr:place']
    if street then
      tables.stage_address:insert({
        housenumber = tags['addr:housenumber'],
        street = street,
        suburb = tags['addr:suburb'] or tags['addr:district'],
        city = tags['addr:city'],
        geom = point(),
      })
    end
  end
  local facility = facility_kind(tags)
  if facility then
    tables.stage_facility:insert({
      kind = facility,
      name = tags.name or tags.operator,
      other_names = other_names(tags),
      tags = pick(tags, FACILITY_TAGS),
      geom = point(),
    })
  elseif tags.name and SETTLEMENTS[tags.place] then
    tables.stage_place:insert({
      kind = tags.place, name = tags.name, other_names = other_names(tags), is_settlement = true, geom = point(),
    })
  elseif tags.name then
    for _, key in ipairs(POI_KEYS) do
      local kind = tags[key]
      if kind and kind ~= 'no' and not UNSEARCHED[kind] and not tags.highway then
        tables.stage_place:insert({
          kind = kind, name = tags.name, other_names = other_names(tags), is_settlement = false, geom = point(),
        })
        return
      end
    end
  end
end

-- Basemap -----------------------------------------------------------------------------------------------------------

local NAME_LANGUAGES = { 'name:bg', 'name:cs', 'name:sv', 'name:en' }

local function add_feature(object, layer, kind, min_zoom, sort_key, geom, detail)
  local tags = pick(object.tags, NAME_LANGUAGES)
  for key, value in pairs(detail or {}) do tags[key] = value end
  tables.stage_feature:insert({
    layer = layer, kind = kind, name = object.tags.name, min_zoom = min_zoom, sort_key = sort_key, tags = tags, geom = geom,
  })
end

-- Protomaps' kind, the tile zoom from which it is drawn, and the order of drawing.
local ROAD_KINDS = {
  motorway = { 'highway', 5, 90 }, motorway_link = { 'highway', 9, 80 },
  trunk = { 'major_road', 6, 75 }, trunk_link = { 'major_road', 10, 70 },
  primary = { 'major_road', 8, 65 }, primary_link = { 'major_road', 11, 60 },
  secondary = { 'major_road', 9, 55 }, secondary_link = { 'major_road', 11, 50 },
  tertiary = { 'major_road', 10, 45 }, tertiary_link = { 'major_road', 12, 40 },
  unclassified = { 'minor_road', 12, 35 }, residential = { 'minor_road', 12, 34 }, road = { 'minor_road', 12, 33 },
  living_street = { 'minor_road', 12, 32 }, busway = { 'minor_road', 13, 31 }, service = { 'minor_road', 13, 30 },
  raceway = { 'minor_road', 13, 30 },
  track = { 'path', 13, 20 }, pedestrian = { 'path', 13, 19 }, cycleway = { 'path', 14, 15 }, footway = { 'path', 14, 10 },
  path = { 'path', 14, 10 }, steps = { 'path', 14, 9 }, bridleway = { 'path', 14, 8 },
}
local RAIL_KINDS = { rail = { 'rail', 9, 25 }, light_rail = { 'rail', 11, 24 }, subway = { 'rail', 12, 23 },
  tram = { 'rail', 12, 22 }, narrow_gauge = { 'rail', 11, 22 } }
local AEROWAY_KINDS = { runway = { 'aeroway', 10, 28 }, taxiway = { 'aeroway', 12, 27 } }
local WATERWAY_KINDS = { river = { 'river', 9 }, canal = { 'canal', 11 }, stream = { 'stream', 13 }, drain = { 'stream', 14 },
  ditch = { 'stream', 14 } }

local LANDUSE = {
  leisure = set({ 'park', 'garden', 'golf_course', 'pitch', 'playground', 'nature_reserve', 'stadium', 'sports_centre',
    'recreation_ground', 'marina', 'track', 'dog_park', 'common' }),
  landuse = set({ 'cemetery', 'forest', 'grass', 'meadow', 'recreation_ground', 'allotments', 'village_green', 'industrial',
    'commercial', 'retail', 'residential', 'military', 'farmland', 'farmyard', 'orchard', 'vineyard', 'railway', 'quarry',
    'landfill', 'construction', 'plant_nursery', 'brownfield', 'religious' }),
  natural = set({ 'wood', 'scrub', 'grassland', 'heath', 'sand', 'beach', 'glacier', 'wetland', 'bare_rock', 'shingle' }),
  amenity = set({ 'hospital', 'school', 'university', 'college', 'kindergarten', 'parking', 'grave_yard' }),
  tourism = set({ 'zoo', 'theme_park', 'camp_site' }),
  aeroway = set({ 'aerodrome', 'apron', 'helipad' }),
  boundary = set({ 'national_park', 'protected_area' }),
  man_made = set({ 'pier', 'bridge', 'breakwater' }),
}
local LANDUSE_ALIAS = { heath = 'scrub', meadow = 'grassland', grave_yard = 'cemetery', common = 'park', dog_park = 'park' }
local LANDUSE_KEYS = { 'leisure', 'amenity', 'tourism', 'aeroway', 'landuse', 'natural', 'boundary', 'man_made' }

local function landuse_kind(tags)
  for _, key in ipairs(LANDUSE_KEYS) do
    local value = tags[key]
    if value and LANDUSE[key][value] then return LANDUSE_ALIAS[value] or value end
  end
  if FOOT_ROADS[tags.highway] and tags.area ~= 'no' then return 'pedestrian' end
  return nil
end

local function water_kind(tags)
  if tags.natural == 'water' then
    return set({ 'river', 'canal', 'stream', 'reservoir', 'basin', 'lake', 'pond' })[tags.water] and tags.water or 'water'
  end
  if tags.natural == 'bay' or tags.natural == 'strait' then return tags.natural end
  if tags.waterway == 'riverbank' or tags.waterway == 'dock' then return 'water' end
  if tags.landuse == 'reservoir' or tags.landuse == 'basin' then return tags.landuse end
  if tags.leisure == 'swimming_pool' then return 'swimming_pool' end
  return nil
end

-- The tile zoom at which an area of so many (projected) square metres covers about 4 x 4 of the 512 pixels drawn.
local function zoom_of_area(square_meters, least, most)
  local side = math.sqrt(math.max(square_meters, 1))
  local zoom = math.ceil(math.log(4 * 40075016.68 / 512 / side) / math.log(2))
  return math.max(least, math.min(most, zoom))
end

local function add_area(object, geom)
  local tags = object.tags
  local water, landuse = water_kind(tags), landuse_kind(tags)
  local is_building = tags.building and tags.building ~= 'no'
  if not (water or landuse or is_building) then return end
  geom = geom()
  local area = geom:transform(srid):area()
  if area <= 0 then return end
  if water then add_feature(object, 'water', water, zoom_of_area(area, 5, 14), -area, geom)
  elseif landuse then add_feature(object, 'landuse', landuse, zoom_of_area(area, 7, 14), -area, geom) end
  if is_building then
    add_feature(object, 'buildings', 'building', zoom_of_area(area, 13, 14), -area, geom, { height = tonumber(tags.height) })
  end
end

local function add_line(object)
  local tags = object.tags
  local row = ROAD_KINDS[tags.highway] or RAIL_KINDS[tags.railway] or AEROWAY_KINDS[tags.aeroway]
  if row and tags.area ~= 'yes' then
    local min_zoom = row[2]
    if tags.highway == 'service' and tags.service then min_zoom = 14 end
    if tags.railway and tags.service then min_zoom = 13 end
    add_feature(object, 'roads', row[1], min_zoom, row[3], object:as_linestring(), {
      kind_detail = tags.highway or tags.railway or tags.aeroway,
      ref = tags.ref,
      is_bridge = (tags.bridge and tags.bridge ~= 'no') or nil,
      is_tunnel = (tags.tunnel and tags.tunnel ~= 'no') or nil,
      oneway = one_way(tags) ~= 0 and 'yes' or nil,
    })
  elseif tags.man_made == 'pier' then
    add_feature(object, 'roads', 'path', 13, 12, object:as_linestring(), { kind_detail = 'pier' })
  elseif WATERWAY_KINDS[tags.waterway] and tags.tunnel ~= 'culvert' then
    local water = WATERWAY_KINDS[tags.waterway]
    add_feature(object, 'water', water[1], water[2], 0, object:as_linestring())
  end
  if tags.natural == 'coastline' then tables.stage_coastline:insert({ geom = object:as_linestring() }) end
end

local PLACE_KINDS = {
  city = { 'locality', 6, 12 }, town = { 'locality', 8, 9 }, village = { 'locality', 11, 6 }, hamlet = { 'locality', 13, 3 },
  suburb = { 'neighbourhood', 11, 5 }, borough = { 'neighbourhood', 11, 6 }, quarter = { 'neighbourhood', 12, 4 },
  neighbourhood = { 'neighbourhood', 13, 3 }, island = { 'island', 11, 3 }, square = { 'square', 14, 1 },
}
local POI_KINDS = { hospital = 12, clinic = 14, ambulance_station = 12, fire_station = 13, police = 13, school = 15,
  university = 14, pharmacy = 15, station = 12, townhall = 14, bus_station = 13, stadium = 13 }

local function add_labels(object, point)
  local tags = object.tags
  local place = tags.name and PLACE_KINDS[tags.place]
  if place then
    add_feature(object, 'places', place[1], place[2], place[2], point(), { kind_detail = tags.place, population_rank = place[3],
      min_zoom = place[2] })
  end
  local poi = tags.emergency == 'ambulance_station' and 'ambulance_station' or facility_kind(tags) or tags.amenity
    or (tags.railway == 'station' and 'station') or tags.leisure
  if poi and tags.name and POI_KINDS[poi] then
    add_feature(object, 'pois', poi, POI_KINDS[poi], POI_KINDS[poi], point(), { min_zoom = POI_KINDS[poi] })
  end
end

-- Entry points ------------------------------------------------------------------------------------------------------

local LINE_ONLY = set({ 'fence', 'wall', 'hedge', 'kerb', 'retaining_wall', 'guard_rail' })

local function is_area(object)
  local tags = object.tags
  if not object.is_closed or tags.area == 'no' then return false end
  if tags.area == 'yes' then return true end
  if tags.highway or LINE_ONLY[tags.barrier] or tags.railway == 'rail' then return false end
  return true
end

function osm2pgsql.process_node(object)
  local tags = object.tags
  if tags.barrier then
    local effect = barrier_effect(tags)
    if effect then tables.stage_barrier:insert({ effect = effect }) end
  end
  local function point() return object:as_point() end
  add_places(object, point)
  add_labels(object, point)
end

function osm2pgsql.process_way(object)
  if object.tags.highway then add_road(object) end
  add_line(object)
  if is_area(object) then
    local polygon
    local function geom()
      polygon = polygon or object:as_polygon()
      return polygon
    end
    local function point() return geom():centroid() end
    add_places(object, point)
    add_area(object, geom)
    add_labels(object, point)
  end
end

function osm2pgsql.process_relation(object)
  local tags = object.tags
  if tags.type == 'restriction' then
    add_restriction(object)
  elseif tags.type == 'boundary' and tags.boundary == 'administrative' then
    local level = tonumber(tags.admin_level)
    if level and level <= 8 then
      add_feature(object, 'boundaries', level <= 2 and 'country' or (level <= 4 and 'region' or 'county'),
        level <= 4 and 5 or (level <= 6 and 8 or 10), level, object:as_multilinestring(), { kind_detail = level })
    end
  elseif tags.type == 'multipolygon' then
    local polygon
    local function geom()
      polygon = polygon or object:as_multipolygon()
      return polygon
    end
    local function point() return geom():centroid() end
    add_places(object, point)
    add_area(object, geom)
    add_labels(object, point)
  end
end
