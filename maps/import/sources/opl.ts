import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

export type Tags = Readonly<Record<string, string>>;

export interface OsmNode {
  id: number;
  lon: number;
  lat: number;
  tags: Tags;
}
export interface OsmWay {
  id: number;
  nodes: readonly number[];
  tags: Tags;
}
export interface OsmRelation {
  id: number;
  members: readonly { type: 'n' | 'w' | 'r'; ref: number; role: string }[];
  tags: Tags;
}
export interface OsmData {
  nodes: readonly OsmNode[];
  ways: readonly OsmWay[];
  relations: readonly OsmRelation[];
}

// The same keys, towns and streets come back a hundred thousand times; escaping each once halves the time.
const escaped = new Map<string, string>();
function escapeText(text: string): string {
  const known = escaped.get(text);
  if (known !== undefined) return known;
  const made = text.replace(/[%,=@\s\p{C}]/gu, (letter) => `%${letter.codePointAt(0)!.toString(16)}%`);
  if (escaped.size < 100_000) escaped.set(text, made);
  return made;
}

function formatTags(tags: Tags): string {
  let text = '';
  for (const key in tags) text += `${text && ','}${escapeText(key)}=${escapeText(tags[key]!)}`;
  return text;
}

const byId = (a: { id: number }, b: { id: number }): number => a.id - b.id;

function* formatLines({ nodes, ways, relations }: OsmData): Generator<string> {
  for (const { id, lon, lat, tags } of [...nodes].sort(byId)) {
    yield `n${id} v1 T${formatTags(tags)} x${lon.toFixed(7)} y${lat.toFixed(7)}`;
  }
  for (const { id, nodes: refs, tags } of [...ways].sort(byId)) {
    yield `w${id} v1 T${formatTags(tags)} N${refs.map((ref) => `n${ref}`).join(',')}`;
  }
  for (const { id, members, tags } of [...relations].sort(byId)) {
    const list = members.map(({ type, ref, role }) => `${type}${ref}@${escapeText(role)}`);
    yield `r${id} v1 T${formatTags(tags)} M${list.join(',')}`;
  }
}

/** Writes OSM objects in osmium's "object per line" text format, sorted as osm2pgsql wants them. */
export async function writeOpl(file: string, data: OsmData): Promise<void> {
  const stream = createWriteStream(file);
  let chunk: string[] = [];
  for (const line of formatLines(data)) {
    if (chunk.push(line) < 5000) continue;
    stream.write(`${chunk.join('\n')}\n`);
    chunk = [];
  }
  stream.end(chunk.length > 0 ? `${chunk.join('\n')}\n` : '');
  await finished(stream);
}
