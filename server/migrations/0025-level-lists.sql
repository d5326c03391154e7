-- Who is on a level: by an index of what is counted beside the ledger, so that no purchase waits for it.
create index report_accounts_by_level on report_accounts (organization_id, program_id, level, account_id) where level is not null;
