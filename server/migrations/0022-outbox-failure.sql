-- Why the last try to deliver a row of the outbox failed. It was in the log at best, and whoever found the row had to guess.

alter table outbox add column failure text;
