/** A small shop spoken to over HTTP, for tests of what happens when something beneath the server fails. */

export const PROGRAM = `
kopilka: 1
id: shop
name: Shop
currency: RUB
timezone: Europe/Moscow
wallets: { bonus: { worth: 1.00, expires: { after: P30D } } }
rules: [{ id: base, on: purchase, earn: { wallet: bonus, rate: 10% } }]
`;

export interface Reply {
  readonly status: number;
  readonly code: unknown;
  readonly id: unknown;
  readonly retryAfter: string | null;
  readonly ms: number;
}

export interface Shop {
  call(method: string, path: string, body?: unknown): Promise<Reply>;
  purchase(id: string): Promise<Reply>;
  quote(): Promise<Reply>;
  readMember(): Promise<Reply>;
  /** Ids of purchases that were answered as done. */
  readonly acknowledged: Set<string>;
}

export interface Address {
  readonly address: string;
}

/** Publishes the program and makes a member, or finds the one that an earlier shop made. */
export async function openShop(server: Address, key: string): Promise<Shop> {
  const acknowledged = new Set<string>();
  const call = async (method: string, path: string, body?: unknown, type = 'application/json'): Promise<Reply> => {
    const startedAt = performance.now();
    const answer = await fetch(`${server.address}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const json: unknown = await answer.json().catch(() => null);
    const field = (name: string): unknown =>
      typeof json === 'object' && json !== null ? Reflect.get(json, name) : undefined;
    return {
      status: answer.status,
      code: field('code'),
      id: field('id'),
      retryAfter: answer.headers.get('retry-after'),
      ms: performance.now() - startedAt,
    };
  };
  const published = await call('PUT', '/v1/programs/shop', PROGRAM, 'application/yaml');
  if (published.status !== 200) throw new Error(`the program was not published: ${JSON.stringify(published)}`);
  // Refused when an earlier shop has made the member.
  await call('POST', '/v1/members', { identities: { card: '1' } });
  const receipt = { store: 'main', total: 1000, lines: [{ sku: 'tea', quantity: '1', price: 1000, amount: 1000 }] };
  return {
    acknowledged,
    call: (method, path, body) => call(method, path, body),
    purchase: async (id) => {
      const reply = await call('POST', '/v1/purchases', { member: { card: '1' }, receipt: { id, ...receipt } });
      if (reply.status === 201 || reply.status === 200) acknowledged.add(String(reply.id));
      return reply;
    },
    quote: () => call('POST', '/v1/quotes', { member: { card: '1' }, receipt }),
    readMember: () => call('GET', '/v1/members?card=1'),
  };
}
