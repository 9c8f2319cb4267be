import { MAP_PACK_KINDS, type MapPacks } from '#contracts';
import { MAP_PACK_FORMATS, MAP_PACK_PART_BYTES, type MapPackRow } from '#persistence';

type MapPackView = MapPacks['packs'][number];

/** Of each kind the newest whole file, and how far the present import's is when that is another one. */
export function viewOfPacks(
  map: { readonly name: string; readonly version: number },
  rows: readonly MapPackRow[],
): MapPacks {
  const packs = MAP_PACK_KINDS.map((kind): MapPackView => {
    const ofKind = rows.filter((row) => row.kind === kind && row.format === MAP_PACK_FORMATS[kind]);
    const present = ofKind.find(({ mapVersion }) => mapVersion === map.version);
    const file = ofKind.map(fileOf).find((one) => one !== null) ?? null;
    const isPresent = file?.mapVersion === map.version;
    return { kind, file, progress: isPresent ? null : (present?.progress ?? 0) };
  });
  return { mapName: map.name, mapVersion: map.version, packs };
}

function fileOf(row: MapPackRow): MapPackView['file'] {
  const { id, mapVersion, madeAt, bytes, sha256, partSha256s } = row;
  if (madeAt === null || bytes === null || sha256 === null) return null;
  return {
    id,
    mapVersion,
    madeAt: madeAt.toISOString(),
    bytes,
    sha256,
    partBytes: MAP_PACK_PART_BYTES,
    partSha256s,
  };
}
