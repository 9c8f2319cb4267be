import type { IMPORT_COLUMNS } from '#contracts';

type Columns = typeof IMPORT_COLUMNS;

/** As the contracts have them; written again, so that the contracts' schemas stay out of the browser. */
const COLUMNS: Columns = {
  units: ['callSign*', 'capabilities*', 'station', 'plate', 'retired'],
  stations: ['name*', 'lon*', 'lat*'],
  posts: ['name*', 'lon*', 'lat*', 'places'],
  facilities: ['name*', 'kind*', 'emergency', 'lon*', 'lat*'],
  users: ['email*', 'displayName*', 'language', 'roles*', 'facilities', 'disabled'],
  shifts: ['unit', 'starts*', 'ends*', 'members'],
};

/** The columns of each kind in one line. */
export const IMPORT_COLUMN_NAMES = Object.fromEntries(
  Object.entries(COLUMNS).map(([kind, columns]) => [kind, columns.join(', ')]),
) as Readonly<Record<keyof Columns, string>>;
