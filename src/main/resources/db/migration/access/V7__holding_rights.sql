-- What customers hold came after the roles of existing tenants were made: seen and kept by whom the account is.
alter table access.role no force row level security;
update access.role
set definition = jsonb_set(definition, '{modules,holdings}', jsonb_set(definition #> '{modules,accounts}', '{actions}', (
        select coalesce(jsonb_agg(action), '[]')
        from jsonb_array_elements_text(definition #> '{modules,accounts,actions}') action
        where action in ('create', 'delete', 'share', 'export', 'unmask'))))
where definition #> '{modules,accounts}' is not null
  and not definition -> 'modules' ? 'holdings';
alter table access.role force row level security;
