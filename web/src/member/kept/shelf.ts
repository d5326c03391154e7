/**
 * Where the card keeps what it must know without a network: IndexedDB, because only there a key can lie that no script can read
 * out (a CryptoKey that is not extractable). Everything of one organization is erased at once; cards of other shops stay.
 */

export interface Shelf {
  all(): Promise<ReadonlyMap<string, unknown>>;
  put(name: string, value: unknown): Promise<void>;
  /** Comes back when everything is gone from the disk. */
  clear(): Promise<void>;
}

const DATABASE = 'kopilka-card';
const STORE = 'kept';
const VERSION = 1;

/** A browser that keeps nothing (a private window, a forbidden storage) gets a shelf that lasts as long as the page. */
export async function openShelf(organization: string): Promise<Shelf> {
  try {
    return shelfIn(await openDatabase(), organization);
  } catch {
    return createMemoryShelf();
  }
}

export function createMemoryShelf(): Shelf {
  const kept = new Map<string, unknown>();
  return {
    all: async () => new Map(kept),
    put: async (name, value) => void kept.set(name, value),
    clear: async () => kept.clear(),
  };
}

function shelfIn(database: IDBDatabase, organization: string): Shelf {
  // In the order of IndexedDB a list stands after every text, so this is every name of the organization and nothing else.
  const everything = IDBKeyRange.bound([organization], [organization, []]);
  const storeFor = (mode: IDBTransactionMode): IDBObjectStore => database.transaction(STORE, mode).objectStore(STORE);
  return {
    all: async () => {
      const store = storeFor('readonly');
      const [keys, values] = await Promise.all([
        answerTo(store.getAllKeys(everything)),
        answerTo<unknown[]>(store.getAll(everything)),
      ]);
      return new Map(keys.map((key, index) => [nameIn(key), values[index]]));
    },
    put: (name, value) => {
      const store = storeFor('readwrite');
      store.put(value, [organization, name]);
      return done(store.transaction);
    },
    clear: () => {
      const store = storeFor('readwrite');
      store.delete(everything);
      return done(store.transaction);
    },
  };
}

function nameIn(key: IDBValidKey): string {
  const [, name] = Array.isArray(key) ? key : [];
  return typeof name === 'string' ? name : '';
}

function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE, VERSION);
  opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE);
  return answerTo(opening);
}

function answerTo<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser did not answer'));
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the browser did not keep it'));
  });
}
