/** Where the lists behind figures are: the screen of members takes these filters (office/members/filter.ts). */
import type { Report } from './report.ts';

const MEMBERS = '/office/members';

/** Of all stores together. */
export function membersList(filter: 'new' | 'active', { period: { begins, ends }, programId }: Report): string {
  return `${MEMBERS}?${new URLSearchParams({ filter, from: begins, to: ends, program: programId }).toString()}`;
}

export function levelList(level: string, { programId }: Report): string {
  return `${MEMBERS}?${new URLSearchParams({ filter: 'level', level, program: programId }).toString()}`;
}

export function expiringList({ programId }: Report): string {
  return `${MEMBERS}?${new URLSearchParams({ filter: 'expiring', days: '30', program: programId }).toString()}`;
}
