-- To erase a person for good came after the roles of existing tenants were made: administrators may.
alter table access.role no force row level security;
update access.role
set definition = jsonb_set(definition, '{modules}', (
        select jsonb_object_agg(module.key, case
            when module.key in ('leads', 'deals', 'accounts', 'contacts', 'holdings', 'tasks', 'tickets', 'partners')
                 and not module.value -> 'actions' ? 'erase'
            then jsonb_set(module.value, '{actions}', module.value -> 'actions' || '["erase"]')
            else module.value
        end)
        from jsonb_each(definition -> 'modules') module))
where key = 'ADMIN' and definition -> 'modules' is not null;
alter table access.role force row level security;
