-- Reports read hundreds of thousands of small rows of one organization. Whose they are is the same question for each: asked once for a statement
-- instead of once for a row, a year's figures take a third less.
do $$
declare
  name text;
begin
  foreach name in array array[
    'report_accounts', 'report_visits', 'report_last_visits', 'report_gaps', 'report_days', 'report_units', 'report_expiry',
    'report_levels', 'report_guests', 'report_zones'
  ] loop
    execute format(
      $policy$
        alter policy organization on %I using (
          (select current_setting('kopilka.scope', true) = 'system')
          or organization_id = (select nullif(current_setting('kopilka.organization_id', true), '')::uuid)
        )
      $policy$,
      name
    );
  end loop;
end $$;
