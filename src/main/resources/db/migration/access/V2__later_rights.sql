-- Rights that came after the roles of existing tenants were made: reopening what was won or lost, for which until now
-- the names of two roles stood, and partners. The owner of the table sees the rows of all tenants only while row
-- security is not forced on him.
alter table access.role no force row level security;
update access.role
set definition = jsonb_set(definition, '{modules,leads,actions}', definition #> '{modules,leads,actions}' || '["reopen"]')
where key in ('ADMIN', 'MANAGER')
  and definition #> '{modules,leads,actions}' is not null
  and not definition #> '{modules,leads,actions}' ? 'reopen';
update access.role
set definition = jsonb_set(definition, '{modules,partners}', case key
        when 'ADMIN' then '{"level": "write", "scope": "all", "actions": ["create", "delete", "share", "export", "unmask"]}'
        when 'MANAGER' then '{"level": "write", "scope": "team", "actions": ["create", "share", "export"]}'
        else '{"level": "read", "scope": "all", "actions": []}'
    end::jsonb)
where key in ('ADMIN', 'MANAGER', 'SALES', 'COSALES', 'SUPPORT', 'SUCCESS', 'FINANCE', 'VIEWER')
  and definition -> 'modules' is not null
  and not definition -> 'modules' ? 'partners';
alter table access.role force row level security;
