/**
 * How much may be under way at once, so that memory is bounded whatever waits for whom: so many requests, and so many bytes
 * of their bodies. A request counts until its work is done, which may be after it was answered that it takes too long.
 */

export interface GateLimits {
  readonly requestsMax: number;
  readonly bodyBytesMax: number;
}

export interface Gate {
  /** What to call when the request is done with (once); null when there is no room for it. */
  enter(bodyBytes: number): (() => void) | null;
  /** Requests under way. */
  inside(): number;
}

export function createGate({ requestsMax, bodyBytesMax }: GateLimits): Gate {
  let requests = 0;
  let bytes = 0;
  return {
    enter(bodyBytes) {
      // The only one may be as large as it likes: how large, its route has a limit for.
      if (requests >= requestsMax || (requests > 0 && bytes + bodyBytes > bodyBytesMax)) return null;
      requests += 1;
      bytes += bodyBytes;
      let left = false;
      return () => {
        if (left) return;
        left = true;
        requests -= 1;
        bytes -= bodyBytes;
      };
    },
    inside: () => requests,
  };
}
