import type { StationRow } from './presets.ts';

/** A facility of the map that may serve as a station of a demonstration. */
export interface StationCandidate extends StationRow {
  kind: string;
  /** Null when the map gives no name, and `name` was made of the operator or the kind. */
  ownName: string | null;
  operator: string | null;
  emergency: string | null;
  healthcare: string | null;
  speciality: string | null;
  neighbourhood: string | null;
}

/** What fits a column of a board. */
const MAX_NAME_LETTERS = 28;
const LEAST_SPACING_METERS = 100;

// What no ambulance starts from, by parts of words that many languages share, without accents.
const UNFIT_WORDS =
  /proth?es|odonto|dent(al|ist)|tandv|zubn|laborat|optic|oftalm|ophthalm|audio|laser|piel\b|dermat|estet|esteril|fertil|g[iy]na?ecol|geriatr|senior|rehab|fisio|physio|ortop|orthop|anonim|sangre|blood|cancer|oncol|onkol|psych|psiqu|pol[iy][ck]lini[ck]a|polyclin|veterin/;
const UNFIT_HEALTHCARE =
  /laborat|dentist|blood|physio|rehab|optom|audiol|alternative|psych|podiat|nutrition|counsel|pharmac|dialysis|birth/;
const BARE_KIND =
  /^(hospital|sanatorio|poli?clini[ck][ao]?|clini[ck]a?|centro( medico| de salud)?|bomberos|cuartel de bomberos)$/;
const HOSPITAL_WORDS = /hospital|sanator|sanatar|sjukhus|nemocnic|болниц|krankenhaus|klinikum|ospedale/;

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

const holdsWords = (text: string, words: string): boolean =>
  ` ${text.replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${plain(words)} `);

/** How willingly an ambulance would start there: 0 is best, undefined is never. */
function rankOf(candidate: StationCandidate, services: readonly string[]): number | undefined {
  const { kind, emergency, healthcare, speciality, ownName } = candidate;
  if (kind === 'ambulance_station') return 0;
  if (kind === 'fire_station') return 4;
  const [name, operator] = [plain(candidate.name.replace(/[([].*$/, '')), plain(candidate.operator ?? '')];
  if (emergency === 'no' || UNFIT_WORDS.test(name)) return undefined;
  if (UNFIT_HEALTHCARE.test(`${healthcare} ${speciality}`)) return undefined;
  if (ownName !== null && ['yes', 'designated', 'official'].includes(emergency ?? '')) return 0;
  if (services.some((service) => holdsWords(name, service) || holdsWords(operator, service))) return 1;
  if (kind === 'hospital' && ownName !== null) return HOSPITAL_WORDS.test(name) ? 2 : 3;
  return 5;
}

/** A plain name: no brackets, quotes or what follows a comma, and short enough for a column. */
export function shorten(name: string, most = MAX_NAME_LETTERS): string {
  const text = name
    .replace(/[,;([/].*$|\s[-–—]\s.*$/, '')
    .replace(/["“”„«»]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length <= most) return text || name.slice(0, most).trim();
  const space = text.slice(0, most + 1).lastIndexOf(' ');
  const cut = text.slice(0, space < most * 0.4 ? most : space);
  // A name does not end in "of the".
  return cut.replace(/(\s\p{Ll}{1,3})+$/u, '').trim();
}

/** Two of one name, and those named by what they are alone, are told apart by where they are. */
function nameStation(candidate: StationCandidate, isShared: (name: string) => boolean): StationRow {
  const { lon, lat, neighbourhood } = candidate;
  const name = shorten(candidate.name);
  const saysEnough = candidate.ownName !== null && !isShared(name) && !BARE_KIND.test(plain(name));
  if (neighbourhood === null || saysEnough) return { name, lon, lat };
  const where = shorten(neighbourhood, MAX_NAME_LETTERS / 2);
  return { name: `${shorten(name, MAX_NAME_LETTERS - where.length - 1)} ${where}`, lon, lat };
}

const metersBetween = (a: StationRow, b: StationRow): number =>
  Math.hypot((a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180), a.lat - b.lat) * 111_195;

/** Half the side of the square that each of `count` stations would have of the ground they are on. */
function spacingOf(rows: readonly StationRow[], count: number): number {
  const [lons, lats] = [rows.map(({ lon }) => lon), rows.map(({ lat }) => lat)];
  const [west, east, south, north] = [
    Math.min(...lons),
    Math.max(...lons),
    Math.min(...lats),
    Math.max(...lats),
  ];
  const width = metersBetween({ name: '', lon: west, lat: south }, { name: '', lon: east, lat: south });
  const height = metersBetween({ name: '', lon: west, lat: south }, { name: '', lon: west, lat: north });
  return Math.max(LEAST_SPACING_METERS, Math.sqrt((width * height) / count) / 2);
}

/**
 * Picks the stations of a demonstration among a city's facilities: the likelier an ambulance starts there the earlier,
 * the farthest from those taken first, and none close to another while there is a choice. The same facilities give the
 * same stations.
 * @param services names of the city's mobile emergency services, as they stand in names and operators
 */
export function pickDemoStations(
  candidates: readonly StationCandidate[],
  count: number,
  services: readonly string[] = [],
): StationRow[] {
  const ranked = candidates.flatMap((candidate) => {
    const rank = rankOf(candidate, services);
    return rank === undefined ? [] : [{ ...candidate, rank }];
  });
  const likely = ranked.filter(({ rank }) => rank < 5);
  const fit = likely.length >= count ? likely : ranked;
  const chosen: typeof fit = [];
  for (
    let spacing = spacingOf(fit, count);
    spacing >= LEAST_SPACING_METERS && chosen.length < count;
    spacing /= 1.5
  ) {
    for (let rank = 0; rank <= 5; rank++) {
      takeFarthest(
        fit.filter((candidate) => candidate.rank === rank),
        chosen,
        { count, spacing },
      );
    }
  }
  const names = chosen.map(({ name }) => plain(shorten(name)));
  const isShared = (name: string): boolean => names.filter((other) => other === plain(name)).length > 1;
  return chosen.map((candidate) => nameStation(candidate, isShared));
}

/** Adds to `chosen` the farthest of `candidates`, then the farthest from those, while it keeps the spacing. */
function takeFarthest<T extends StationRow>(
  candidates: readonly T[],
  chosen: T[],
  { count, spacing }: { count: number; spacing: number },
): void {
  const room = candidates.map((candidate) =>
    Math.min(...chosen.map((other) => metersBetween(candidate, other))),
  );
  while (chosen.length < count && candidates.length > 0) {
    const best = room.indexOf(Math.max(...room));
    if (room[best]! < spacing) return;
    const next = candidates[best]!;
    chosen.push(next);
    candidates.forEach((candidate, index) => {
      room[index] = Math.min(room[index]!, metersBetween(candidate, next));
    });
  }
}
