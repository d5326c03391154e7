-- How many have agreed to which version of a text is counted for the office: by organization, where consents are kept by member.
create index consents_by_organization on consents (organization_id, kind, version);
