import { categoryWord, formatTravel } from '#ui';
import type { MapMark, MapNote } from '#ui/map/mark-layer.ts';
import type { Desk } from '../desk/desk.ts';
import { etaOfRun } from '../desk/eta.ts';
import { isAlarm } from '../desk/incident-order.ts';
import { loadOf } from '../desk/map/facility-load.ts';
import { t } from '../i18n/text.ts';
import { placeText } from '../zones/incident-words.ts';

function listSites(desk: Desk): MapMark[] {
  const { layers, facilities, posts } = desk.mapTools;
  const now = desk.clock.now();
  const site = { load: 'usual', isMinor: false } as const;
  const hospitals = facilities.value
    .filter((facility) => facility.kind === 'hospital')
    .map((facility): MapMark => {
      const { id, name, hasEmergency, coordinates } = facility;
      const load = loadOf(facility, now);
      const isMinor = !hasEmergency && load === 'usual';
      return { kind: 'hospital', id, name, lon: coordinates[0], lat: coordinates[1], load, isMinor };
    });
  const stations = desk.stations.value.map(({ id, name, coordinates: [lon, lat] }): MapMark => ({
    kind: 'station',
    id,
    name,
    lon,
    lat,
    ...site,
  }));
  const standby = posts.value.map(({ id, name, coordinates: [lon, lat] }): MapMark => ({
    kind: 'post',
    id,
    name,
    lon,
    lat,
    ...site,
  }));
  return [
    ...(layers.has('facilities') ? hospitals : []),
    ...(layers.has('posts') ? standby : []),
    ...(layers.has('stations') ? stations : []),
  ];
}

/** Everything that stands still, the most important last, so that it lies on top. */
export function listMarks(desk: Desk): MapMark[] {
  const incidents = [...desk.openIncidents.value].reverse().flatMap((incident): MapMark[] => {
    if (!incident.coordinates) return [];
    const [lon, lat] = incident.coordinates;
    const { id, number, priority } = incident;
    return [{ kind: 'incident', id, number, priority, lon, lat, isAlarm: isAlarm(incident) }];
  });
  const asked = desk.draft.isOpen.value ? desk.draft.position.value : desk.placeEdit.value;
  const pin: MapMark[] =
    asked && asked.lon !== null && asked.lat !== null
      ? [{ kind: 'pin', id: 'pin', lon: asked.lon, lat: asked.lat }]
      : [];
  const { isochrone, nearest } = desk.mapTools;
  const centers = [isochrone.center.value, nearest.place.value].flatMap((place): MapMark[] =>
    place ? [{ kind: 'pin', id: place.join(), lon: place[0], lat: place[1] }] : [],
  );
  return [...listSites(desk), ...centers, ...incidents, ...pin];
}

/** Arrivals of driving units beside where they go, and the minutes of each ring of an isochrone. */
export function listNotes(desk: Desk): MapNote[] {
  const { layers, isochrone } = desk.mapTools;
  return [...(layers.has('runs') ? listArrivals(desk) : []), ...listRingNotes(isochrone.rings.value)];
}

function listArrivals(desk: Desk): MapNote[] {
  const now = desk.clock.second.value;
  const linesAt = new Map<string, number>();
  const selectedUnitId = desk.selectedUnitId.value;
  const selectedIncidentId = desk.selectedIncidentId.value;
  return [...desk.store.runs.value.values()].flatMap((run): MapNote[] => {
    const eta = etaOfRun(run, now);
    const unit = desk.store.findUnit(run.unitId);
    if (!eta || !unit) return [];
    // The server goes on counting from the last position it has; how old that is, the unit's trust tells.
    const isStale = eta.isStale || desk.store.whereabouts(unit, performance.now()).trust !== 'live';
    const place = run.to.map((degrees) => degrees.toFixed(3)).join();
    const line = linesAt.get(place) ?? 0;
    linesAt.set(place, line + 1);
    const isSelected = run.unitId === selectedUnitId || run.incidentId === selectedIncidentId;
    const time = eta.lateSeconds > 0 ? `+${formatTravel(eta.lateSeconds)}` : formatTravel(eta.secondsLeft);
    return [
      {
        kind: 'note',
        id: run.assignmentId,
        lon: run.to[0],
        lat: run.to[1],
        text: `${unit.callSign} ${isStale ? '≈ ' : ''}${time}`,
        tone: eta.lateSeconds > 0 ? 'attention' : isSelected ? 'strong' : isStale ? 'dim' : 'usual',
        line,
        isBelowMark: true,
      },
    ];
  });
}

type Rings = Desk['mapTools']['isochrone']['rings']['value'];

/** Each ring's minutes at its northernmost corner. */
function listRingNotes(rings: Rings): MapNote[] {
  return rings.flatMap(({ properties: { limitSeconds }, geometry }): MapNote[] => {
    let top: readonly [number, number] | undefined;
    for (const polygon of geometry.coordinates)
      for (const corner of polygon[0] ?? []) if (!top || corner[1] > top[1]) top = corner;
    if (!top) return [];
    const text = t('map.minutes', { minutes: limitSeconds / 60 });
    const tone = 'strong' as const;
    return [
      {
        kind: 'note',
        id: `ring ${limitSeconds}`,
        lon: top[0],
        lat: top[1],
        text,
        tone,
        line: 0,
        isBelowMark: false,
      },
    ];
  });
}

/** What a mark is, in a line. */
export function markText(desk: Desk, mark: MapMark): string {
  if (mark.kind === 'pin') return '';
  if (mark.kind === 'incident') {
    const incident = desk.store.findIncident(mark.id);
    return incident ? `${incident.number} ${categoryWord(incident.category)} · ${placeText(incident)}` : '';
  }
  if (mark.kind === 'post') return t('map.post', { name: mark.name });
  return mark.load === 'usual' ? mark.name : `${mark.name} · ${t(`facility.${mark.load}`)}`;
}
