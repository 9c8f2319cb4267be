/** Numbers and texts as bytes: whole numbers in as few bytes as they need, texts with their length before them. */
export class ByteWriter {
  private bytes = new Uint8Array(1024);
  private used = 0;
  private readonly encoder = new TextEncoder();

  get length(): number {
    return this.used;
  }

  byte(value: number): void {
    this.room(1);
    this.bytes[this.used++] = value;
  }

  /** A whole number from 0. */
  number(value: number): void {
    let rest = value;
    this.room(9);
    while (rest > 0x7f) {
      this.bytes[this.used++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.used++] = rest;
  }

  /** A whole number of either sign. */
  signed(value: number): void {
    this.number(value < 0 ? -2 * value - 1 : 2 * value);
  }

  float(value: number): void {
    this.room(4);
    new DataView(this.bytes.buffer).setFloat32(this.used, value, true);
    this.used += 4;
  }

  text(value: string): void {
    const bytes = this.encoder.encode(value);
    this.number(bytes.length);
    this.append(bytes);
  }

  append(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.bytes.set(bytes, this.used);
    this.used += bytes.length;
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.used);
  }

  private room(count: number): void {
    if (this.used + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.used + count));
    larger.set(this.bytes.subarray(0, this.used));
    this.bytes = larger;
  }
}

/** Reads what a ByteWriter wrote. Reading beyond the end throws a RangeError. */
export class ByteReader {
  private readonly view: DataView;
  private readonly decoder = new TextDecoder();

  constructor(
    private readonly bytes: Uint8Array,
    public at = 0,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(): number {
    if (this.at >= this.bytes.length) throw new RangeError('the bytes end too early');
    return this.bytes[this.at++]!;
  }

  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      if (factor > 2 ** 49) throw new RangeError('not a number that we write');
    }
  }

  signed(): number {
    const value = this.number();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  float(): number {
    const value = this.view.getFloat32(this.at, true);
    this.at += 4;
    return value;
  }

  text(): string {
    const length = this.number();
    if (this.at + length > this.bytes.length) throw new RangeError('the bytes end too early');
    const text = this.decoder.decode(this.bytes.subarray(this.at, this.at + length));
    this.at += length;
    return text;
  }
}
