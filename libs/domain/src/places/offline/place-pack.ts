import { normalizeSearchText } from '../search-text.ts';
import { ByteReader, ByteWriter } from './byte-text.ts';

export type PackedKind = 'street' | 'place' | 'facility';
const KINDS: readonly PackedKind[] = ['street', 'place', 'facility'];

/** A place as the map has it. */
export interface MapPlace {
  readonly id: string;
  readonly kind: PackedKind | 'address';
  readonly label: string;
  readonly context: string;
  /** Normalised: a line with the label, then its other spellings and where it is, each with a space before it. */
  readonly searchText: string;
  readonly weight: number;
  readonly lon: number;
  readonly lat: number;
}

export interface PackedAddress {
  /** The label, normalised. */
  readonly key: string;
  readonly label: string;
  readonly context: string;
  readonly lon: number;
  readonly lat: number;
}

/** What the offline search looks in. */
export interface PlacePack {
  readonly named: readonly (MapPlace & { readonly kind: PackedKind })[];
  readonly addressWeight: number;
  readonly addressCount: number;
  /** Addresses whose keys are at least `key`, in order. */
  addressesFrom(key: string): Iterable<PackedAddress>;
}

const MAGIC = [0x41, 0x6b, 0x50, 0x31];
const BLOCK = 32;
/** About 1 cm. */
const STEPS_PER_DEGREE = 1e7;
const MAX_KEPT_BLOCKS = 1024;

const stepsOf = (degrees: number): number => Math.round(degrees * STEPS_PER_DEGREE);

interface WaitingAddress {
  readonly order: string;
  readonly label: string;
  readonly context: number;
  readonly lon: number;
  readonly lat: number;
}

/**
 * Collects the places of a map and writes them for the offline search: streets, places and facilities whole, addresses in
 * the order of their search texts, each with only what differs from the one before, in blocks of 32 that are read one by one.
 */
export class PlacePackWriter {
  private readonly contexts = new Map<string, number>();
  private readonly named: MapPlace[] = [];
  private addresses: WaitingAddress[] = [];
  private addressWeight = 0;

  add(place: MapPlace): void {
    if (place.kind !== 'address') {
      this.contextOf(place.context);
      this.named.push(place);
      return;
    }
    if (normalizeSearchText(place.label) === '') return;
    this.addressWeight = place.weight;
    this.addresses.push({
      order: place.searchText,
      label: place.label,
      context: this.contextOf(place.context),
      lon: stepsOf(place.lon),
      lat: stepsOf(place.lat),
    });
  }

  finish(): Uint8Array {
    const out = new ByteWriter();
    MAGIC.forEach((byte) => out.byte(byte));
    out.number(this.contexts.size);
    for (const context of this.contexts.keys()) out.text(context);
    this.writeNamed(out);
    const addresses = this.sortAddresses();
    const blocks: Uint8Array[] = [];
    for (let at = 0; at < addresses.length; at += BLOCK)
      blocks.push(writeBlock(addresses.slice(at, at + BLOCK)));
    out.float(this.addressWeight);
    out.number(addresses.length);
    out.number(blocks.length);
    for (const block of blocks) out.number(block.length);
    for (const block of blocks) out.append(block);
    return out.finish();
  }

  private contextOf(context: string): number {
    const known = this.contexts.get(context);
    if (known !== undefined) return known;
    this.contexts.set(context, this.contexts.size);
    return this.contexts.size - 1;
  }

  private writeNamed(out: ByteWriter): void {
    out.number(this.named.length);
    let [lon, lat] = [0, 0];
    for (const place of this.named) {
      out.byte(KINDS.indexOf(place.kind as PackedKind));
      for (const text of [place.id, place.label, place.searchText]) out.text(text);
      out.number(this.contextOf(place.context));
      out.float(place.weight);
      out.signed(stepsOf(place.lon) - lon);
      out.signed(stepsOf(place.lat) - lat);
      [lon, lat] = [stepsOf(place.lon), stepsOf(place.lat)];
    }
  }

  /** One house is often several objects of the map; one of them is enough. */
  private sortAddresses(): WaitingAddress[] {
    const byOrder = (a: WaitingAddress, b: WaitingAddress): number =>
      a.order < b.order ? -1 : a.order > b.order ? 1 : a.context - b.context;
    const sorted = this.addresses
      .map((address) => ({ ...address, order: `${normalizeSearchText(address.label)}\n${address.order}` }))
      .sort(byOrder);
    this.addresses = [];
    return sorted.filter((address, at) => {
      const before = sorted[at - 1];
      return before?.label !== address.label || before.context !== address.context;
    });
  }
}

function writeBlock(addresses: readonly WaitingAddress[]): Uint8Array {
  const out = new ByteWriter();
  let [label, lon, lat] = ['', 0, 0];
  for (const address of addresses) {
    let same = 0;
    while (same < label.length && label[same] === address.label[same]) same += 1;
    out.number(same);
    out.text(address.label.slice(same));
    out.number(address.context);
    out.signed(address.lon - lon);
    out.signed(address.lat - lat);
    ({ label, lon, lat } = address);
  }
  return out.finish();
}

/** Opens what a PlacePackWriter wrote, already decompressed. @throws RangeError when it is something else */
export function openPlacePack(bytes: Uint8Array): PlacePack {
  const reader = new ByteReader(bytes);
  if (MAGIC.some((byte) => reader.byte() !== byte)) throw new RangeError('not a pack of places');
  const contexts = Array.from({ length: reader.number() }, () => reader.text());
  const named = readNamed(reader, contexts);
  const addressWeight = reader.float();
  const addressCount = reader.number();
  const ends: number[] = [];
  const blockCount = reader.number();
  let end = 0;
  for (let block = 0; block < blockCount; block += 1) ends.push((end += reader.number()));
  if (reader.at + end !== bytes.length) throw new RangeError('not a whole pack of places');
  const blocks = new AddressBlocks(bytes.subarray(reader.at), ends, contexts);
  return { named, addressWeight, addressCount, addressesFrom: (key) => blocks.from(key) };
}

function readNamed(reader: ByteReader, contexts: readonly string[]): PlacePack['named'] {
  let [lon, lat] = [0, 0];
  return Array.from({ length: reader.number() }, () => {
    const kind = KINDS[reader.byte()] ?? 'place';
    const [id, label, searchText] = [reader.text(), reader.text(), reader.text()];
    const context = contexts[reader.number()] ?? '';
    const weight = reader.float();
    lon += reader.signed();
    lat += reader.signed();
    const place = { lon: lon / STEPS_PER_DEGREE, lat: lat / STEPS_PER_DEGREE };
    return { kind, id, label, searchText, context, weight, ...place };
  });
}

/** Reads the blocks that are asked for; the key of each block's first address is kept, and those read last. */
class AddressBlocks {
  private readonly firstKeys: string[];
  private readonly kept = new Map<number, PackedAddress[]>();

  constructor(
    private readonly bytes: Uint8Array,
    private readonly ends: readonly number[],
    private readonly contexts: readonly string[],
  ) {
    this.firstKeys = ends.map((_, block) => {
      const reader = new ByteReader(bytes, this.startOf(block));
      reader.number();
      return normalizeSearchText(reader.text());
    });
  }

  *from(key: string): Generator<PackedAddress> {
    for (let block = this.findBlock(key); block < this.ends.length; block += 1) {
      for (const address of this.read(block)) if (address.key >= key) yield address;
    }
  }

  /** The last block that begins before the key, since equal ones may end it. */
  private findBlock(key: string): number {
    let [low, high] = [0, this.firstKeys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.firstKeys[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  private startOf(block: number): number {
    return block === 0 ? 0 : this.ends[block - 1]!;
  }

  private read(block: number): PackedAddress[] {
    const kept = this.kept.get(block);
    if (kept) return kept;
    const reader = new ByteReader(this.bytes, this.startOf(block));
    const addresses: PackedAddress[] = [];
    let [label, lon, lat] = ['', 0, 0];
    while (reader.at < this.ends[block]!) {
      label = label.slice(0, reader.number()) + reader.text();
      const context = this.contexts[reader.number()] ?? '';
      lon += reader.signed();
      lat += reader.signed();
      const place = { lon: lon / STEPS_PER_DEGREE, lat: lat / STEPS_PER_DEGREE };
      addresses.push({ key: normalizeSearchText(label), label, context, ...place });
    }
    if (this.kept.size >= MAX_KEPT_BLOCKS) this.kept.clear();
    this.kept.set(block, addresses);
    return addresses;
  }
}
