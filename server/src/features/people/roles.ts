/**
 * What people may do: each role is a set of the scopes that API keys have too, so that a route asks one question of both.
 * docs/guide/staff.md and the API's description show this table; a test walks every route with every role.
 */
import { type Scope, SCOPES } from '../../route.ts';

export const ROLES = ['owner', 'manager', 'cashier', 'analyst'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  owner: SCOPES,
  manager: ['shop', 'till', 'read', 'import'],
  cashier: ['till'],
  analyst: ['read'],
};

export const ROLE_TABLE = ROLES.map((role) => `${role}: ${ROLE_SCOPES[role].join(', ')}`).join('. ');
