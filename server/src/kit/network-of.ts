/** Whom an address of the internet stands for: of IPv4 itself, of IPv6 the network that one household or server is given. */
import { isIPv6 } from 'node:net';

const GROUPS = 8;
/** A /64: whoever has one address of it has all 2^64 of them. */
const NETWORK_GROUPS = 4;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu;

/** What is no address stays as it is. */
export function networkOf(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [front = '', back = ''] = address.replace(/%.*$/u, '').split('::');
  const before = groupsOf(front);
  const after = groupsOf(back);
  const between = Array.from({ length: GROUPS - before.length - after.length }, () => '0');
  const network = [...before, ...between, ...after].slice(0, NETWORK_GROUPS);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** IPv4 at the end stands for two groups, which no network has among its own. */
function groupsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]));
}
