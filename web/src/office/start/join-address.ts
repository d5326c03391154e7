/** Where customers join a shop: the address of its card on this server. */

export function joinAddress(organizationId: string): string {
  return `${location.origin}/c/${organizationId}`;
}

const LOCAL = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u;

/** Whether the address that this page was opened by means another machine to everybody else. */
export function isLocal(): boolean {
  return LOCAL.test(location.hostname);
}
