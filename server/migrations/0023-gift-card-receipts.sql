-- Which gift cards were brought to pay a receipt: a return at a till asks by the receipt's number where its money has to go back to.
-- Written before the payment, which only the ledger knows of: a card that paid nothing after all is found and has no payment.
create table gift_card_receipts (
  bucket smallint not null check (bucket between 0 and 255),
  organization_id uuid not null,
  -- The shop's number after its source.
  receipt text not null check (receipt <> ''),
  account_id uuid not null,
  primary key (bucket, organization_id, receipt, account_id)
);

alter table gift_card_receipts enable row level security;
alter table gift_card_receipts force row level security;
create policy organization on gift_card_receipts using (kopilka_visible(organization_id));
