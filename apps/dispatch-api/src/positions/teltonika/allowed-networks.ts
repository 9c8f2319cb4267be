import { BlockList, isIP } from 'node:net';

/** `10.20.0.0/16, fd00:1::/64, 192.0.2.7`. @throws RangeError naming what is no network */
export function readNetworks(text: string): BlockList {
  const networks = new BlockList();
  for (const part of text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const [address = '', prefix] = part.split('/');
    const version = isIP(address);
    const bits =
      prefix === undefined ? (version === 4 ? 32 : 128) : Number(/^\d{1,3}$/.exec(prefix)?.[0] ?? NaN);
    if (version === 0 || !(bits >= 0 && bits <= (version === 4 ? 32 : 128))) {
      throw new RangeError(`${part} is no network like 10.20.0.0/16`);
    }
    networks.addSubnet(address, bits, version === 4 ? 'ipv4' : 'ipv6');
  }
  return networks;
}

/** Whether an address of a socket lies in one of them; `::ffff:10.0.0.1` is the address 10.0.0.1. */
export function isAllowed(networks: BlockList, remoteAddress: string | undefined): boolean {
  const address = remoteAddress?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
  const version = isIP(address);
  return version !== 0 && networks.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
