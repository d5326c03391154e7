/**
 * Where tables live when the database is a Citus cluster; on one server it means nothing. Every table of the migrations is here
 * (a house test checks it), parents before those that refer to them, and `kopilka migrate` puts each into its place.
 */
import type { ClusterLayout, DelegatedFunction, TablePlaces } from './kit/distribute.ts';

/**
 * - `everywhere`: settings, small and read with everything: a copy on every node.
 * - `shard`, `bucket`: spread by that column. Equal values of the two are on one node, so that a node can be asked for all it has.
 * - `one-node`: what is locked row by row across accounts; see docs/decisions/0006-cluster.md.
 */
export const TABLE_PLACES: TablePlaces = {
  organizations: 'everywhere',
  api_keys: 'everywhere',
  audit_runs: 'everywhere',
  programs: 'everywhere',
  program_versions: 'everywhere',
  coupon_batches: 'everywhere',
  gift_card_programs: 'everywhere',
  gift_card_batches: 'everywhere',
  referral_settings: 'everywhere',
  settlements: 'everywhere',
  settlement_lines: 'everywhere',
  draws: 'everywhere',
  draw_tickets: 'everywhere',
  draw_winners: 'everywhere',
  people: 'everywhere',
  people_accounts: 'everywhere',
  people_sessions: 'everywhere',
  people_verifications: 'everywhere',
  people_second_factors: 'everywhere',
  server_secrets: 'everywhere',
  staff: 'everywhere',
  staff_invitations: 'everywhere',
  consent_texts: 'everywhere',
  stores: 'everywhere',
  tills: 'everywhere',
  cashiers: 'everywhere',
  cashier_sessions: 'everywhere',
  organization_logos: 'everywhere',

  members: 'shard',
  memberships: 'shard',
  past_memberships: 'shard',
  member_search: 'shard',
  accounts: 'shard',
  operations: 'shard',
  journal: 'shard',
  lots: 'shard',
  meters: 'shard',
  holds: 'shard',
  return_parts: 'shard',
  outbox: 'shard',
  messages: 'shard',
  account_heirs: 'shard',
  account_seals: 'shard',
  payouts: 'shard',
  referrers: 'shard',
  referrals: 'shard',
  families: 'shard',
  family_members: 'shard',
  family_invitations: 'shard',
  merges: 'shard',
  card_sessions: 'shard',
  card_deletions: 'shard',
  consents: 'shard',
  member_sources: 'shard',
  pay_confirmations: 'shard',
  report_accounts: 'shard',
  report_visits: 'shard',
  report_last_visits: 'shard',

  identities: 'bucket',
  claims: 'bucket',
  guest_receipts: 'bucket',
  coupon_codes: 'bucket',
  coupon_code_uses: 'bucket',
  code_guesses: 'bucket',
  gift_cards: 'bucket',
  reward_codes: 'bucket',
  referral_codes: 'bucket',
  referral_hints: 'bucket',
  card_codes: 'bucket',

  quotas: 'one-node',
  quota_leases: 'one-node',
  sign_in_failures: 'one-node',
  card_rates: 'one-node',
  letters: 'one-node',
  deeds: 'one-node',
  till_uses: 'one-node',
  report_gaps: 'one-node',
  report_days: 'one-node',
  report_units: 'one-node',
  report_expiry: 'one-node',
  report_levels: 'one-node',
  report_guests: 'one-node',
  report_zones: 'one-node',
  report_joined: 'one-node',
  report_progress: 'one-node',
};

/** Functions that run on the node which owns the value of this argument. */
export const DELEGATED_FUNCTIONS: readonly DelegatedFunction[] = [
  { name: 'ledger_commit', argument: 'p_shard' },
  { name: 'ledger_load', argument: 'p_shard' },
  { name: 'ledger_claim', argument: 'p_bucket' },
  { name: 'members_named', argument: 'p_bucket' },
  { name: 'members_known', argument: 'p_shard' },
];

export const CLUSTER_LAYOUT: ClusterLayout = { tables: TABLE_PLACES, functions: DELEGATED_FUNCTIONS };
