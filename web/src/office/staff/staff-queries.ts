/** The names under which the answers about the staff are remembered. */
export const STAFF = ['staff'];
export const INVITATIONS = ['staff-invitations'];
