import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  crc16Ibm,
  MAX_TELTONIKA_FRAME_BYTES,
  readTeltonikaFrame,
  readTeltonikaImei,
  type TeltonikaRecord,
  writeTeltonikaReceipt,
} from '#codecs';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
// The examples of https://wiki.teltonika-gps.com/view/Teltonika_Data_Sending_Protocols
const IMEI = hex('000F333536333037303432343431303133');
const CODEC_8 = [
  '000000000000003608010000016B40D8EA30010000000000000000000000000000000105021503010101425E0F01F10000601A014E0000000000000000010000C7CF',
  '000000000000002808010000016B40D9AD80010000000000000000000000000000000103021503010101425E100000010000F22A',
  '000000000000004308020000016B40D57B480100000000000000000000000000000001010101000000000000016B40D5C198010000000000000000000000000000000101010101000000020000252C',
].map(hex);
const CODEC_8_EXTENDED = hex(
  '000000000000004A8E010000016B412CEE000100000000000000000000000000000000010005000100010100010011001D00010010015E2C880002000B000000003544C87A000E000000001DD7E06A00000100002994',
);

function whole(bytes: Uint8Array): readonly TeltonikaRecord[] {
  const read = readTeltonikaFrame(bytes);
  if (read.state !== 'whole') throw new Error(JSON.stringify(read));
  expect(read.byteLength).toBe(bytes.length);
  return read.value;
}

/** A frame of codec 8 with one record at a place. */
function frameAt(lon: number, lat: number, satellites = 9): Uint8Array {
  const data = Buffer.alloc(3 + 24 + 6);
  data[0] = 8;
  data[1] = 1;
  data.writeBigUInt64BE(1_779_287_395_000n, 2);
  data.writeInt32BE(Math.round(lon * 1e7), 11);
  data.writeInt32BE(Math.round(lat * 1e7), 15);
  data.writeUInt16BE(271, 21);
  data[23] = satellites;
  data.writeUInt16BE(54, 24);
  data[data.length - 1] = 1;
  const frame = Buffer.alloc(8 + data.length + 4);
  frame.writeUInt32BE(data.length, 4);
  data.copy(frame, 8);
  frame.writeUInt32BE(crc16Ibm(data), 8 + data.length);
  return Uint8Array.from(frame);
}

describe("Teltonika's protocol", () => {
  it('begins with an IMEI', () => {
    expect(readTeltonikaImei(IMEI)).toEqual({ state: 'whole', value: '356307042441013', byteLength: 17 });
    for (let cut = 0; cut < IMEI.length; cut += 1) {
      expect(readTeltonikaImei(IMEI.subarray(0, cut)).state).toBe('incomplete');
    }
    expect(readTeltonikaImei(Buffer.from('GET / HTTP/1.1')).state).toBe('bad');
    expect(readTeltonikaImei(hex('000F33353630X7'.replace('X', '4'))).state).toBe('bad');
  });

  it("reads the manufacturer's examples of codec 8", () => {
    const [first] = whole(CODEC_8[0]!);
    expect(first!.deviceAt).toEqual(new Date('2019-06-10T10:04:46Z'));
    expect(first!.fix).toBeNull();
    expect([...first!.elements]).toEqual([
      [21, 3],
      [1, 1],
      [66, 24079],
      [241, 24602],
    ]);
    expect(whole(CODEC_8[1]!).map(({ deviceAt }) => deviceAt.toISOString())).toEqual([
      '2019-06-10T10:05:36.000Z',
    ]);
    expect(whole(CODEC_8[2]!).map(({ deviceAt }) => deviceAt.toISOString())).toEqual([
      '2019-06-10T10:01:01.000Z',
      '2019-06-10T10:01:19.000Z',
    ]);
  });

  it("reads the manufacturer's example of codec 8 extended", () => {
    const [record] = whole(CODEC_8_EXTENDED);
    expect(record!.deviceAt).toEqual(new Date('2019-06-10T11:36:32Z'));
    expect([...record!.elements]).toEqual([
      [1, 1],
      [17, 29],
      [16, 22_949_000],
    ]);
  });

  it('gives the place, and none without satellites', () => {
    expect(whole(frameAt(-56.1851, -34.9055))[0]!.fix).toEqual({
      lon: -56.1851,
      lat: -34.9055,
      speedKmh: 54,
      headingDegrees: 271,
      satellites: 9,
    });
    expect(whole(frameAt(-56.1851, -34.9055, 0))[0]!.fix).toBeNull();
    expect(whole(frameAt(200, 10))[0]!.fix).toBeNull();
  });

  it('waits for what is not whole, and reads the first of several frames', () => {
    for (const frame of [...CODEC_8, CODEC_8_EXTENDED]) {
      for (let cut = 0; cut < frame.length; cut += 1) {
        expect(readTeltonikaFrame(frame.subarray(0, cut)).state).toBe('incomplete');
      }
      const two = Buffer.concat([frame, CODEC_8[0]!]);
      expect(readTeltonikaFrame(two)).toMatchObject({ state: 'whole', byteLength: frame.length });
    }
  });

  it('is refused when any bit of it has changed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CODEC_8, CODEC_8_EXTENDED),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        (frame, at, bit) => {
          const changed = Uint8Array.from(frame);
          changed[at % frame.length]! ^= 1 << bit;
          expect(readTeltonikaFrame(changed).state).not.toBe('whole');
        },
      ),
    );
  });

  it('does not wait for a frame that is too long to be one', () => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(MAX_TELTONIKA_FRAME_BYTES + 1, 4);
    expect(readTeltonikaFrame(head).state).toBe('bad');
  });

  it('never throws, whatever comes', () => {
    const framed = fc.uint8Array({ minLength: 3, maxLength: 200 }).map((data) => {
      const frame = Buffer.alloc(12 + data.length);
      frame.writeUInt32BE(data.length, 4);
      frame.set(data, 8);
      frame.writeUInt32BE(crc16Ibm(data), 8 + data.length);
      return Uint8Array.from(frame);
    });
    const begun = fc
      .tuple(fc.constantFrom(0x08, 0x8e), fc.nat(3), fc.uint8Array({ maxLength: 120 }))
      .map(([codec, count, rest]) => Uint8Array.from([codec, count, ...rest, count]));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), framed, begun), (bytes) => {
        expect(['incomplete', 'bad', 'whole']).toContain(readTeltonikaFrame(bytes).state);
        expect(['incomplete', 'bad', 'whole']).toContain(readTeltonikaImei(bytes).state);
      }),
      { numRuns: 500 },
    );
  });

  it('answers with the number of records', () => {
    expect([...writeTeltonikaReceipt(2)]).toEqual([0, 0, 0, 2]);
  });
});
