-- A code that was claimed for a redemption which never came back stayed claimed for ever. Now a claim names the operation that
-- will bring the code, and until when somebody may be at work with it; afterwards that operation's id is used up in the ledger, so
-- that nothing can happen under it any more, and only then is the code free.
alter table reward_codes
  add column account_id uuid,
  add column operation_id uuid,
  add column claimed_until timestamptz,
  add check ((operation_id is null) = (account_id is null)),
  add check ((operation_id is null) = (claimed_until is null)),
  add check (operation_id is null or claim_key is not null);

-- A number is the caller's own: two accounts may come with the same, and only one of their redemptions happens.
drop index reward_codes_claimed;
create unique index reward_codes_claimed
  on reward_codes (bucket, organization_id, program_id, reward_id, claim_key, account_id)
  where claim_key is not null;
create index reward_codes_overdue on reward_codes (claimed_until) where operation_id is not null and redemption_id is null;
