-- Members are found as somebody types: by any word of a name, by the last digits of a phone or a card, by how a number or an
-- address begins. And they are listed for the office, newest first, by what is asked of them.

-- What a member is found by besides the identities themselves. Derived from members.profile and identities by the application, which
-- alone can fold letters of all languages, and written with them; gone when the member is forgotten.
create table member_search (
  shard smallint not null check (shard between 0 and 255),
  member_id uuid not null,
  place smallint not null,
  organization_id uuid not null,
  -- name: the words of the name, beginning with one of them and going round; digits: a number's digits, the last first.
  kind text not null check (kind in ('name', 'digits')),
  -- In the order of bytes, so that a beginning is a range of the index, and one whose comparison row-level security trusts.
  term text collate "C" not null check (term <> ''),
  primary key (shard, member_id, place)
);
create index member_search_by_term on member_search (organization_id, kind, term, member_id);

-- How an identity begins. Not over the column as it is: only the order of bytes makes a beginning a range.
create index identities_by_beginning on identities (organization_id, kind, value collate "C");

-- The member's updated_at that member_search speaks of. Another one, or none, tells that it is to be made: of members who were there
-- before this table, and of those that a process of an older version or a restore writes; a job does that.
alter table members add column searched_at timestamptz;
create index members_to_search on members (shard, member_id) where searched_at is distinct from updated_at;

-- Few are blocked, and somebody asks for all of them.
create index members_blocked on members (organization_id, member_id) where status = 'blocked';

alter table member_search enable row level security;
alter table member_search force row level security;
create policy organization on member_search using (kopilka_visible(organization_id));
