-- Proposals came after the roles of existing tenants were made.
alter table access.role no force row level security;
update access.role
set definition = jsonb_set(definition, '{modules,proposals}', case key
        when 'ADMIN' then '{"level": "write", "scope": "all", "actions": ["create", "delete", "share", "export", "unmask", "erase"]}'
        when 'MANAGER' then '{"level": "write", "scope": "team", "actions": ["create", "delete", "share", "export", "unmask"]}'
        when 'SALES' then '{"level": "write", "scope": "team", "actions": ["create", "delete", "share"]}'
        when 'COSALES' then '{"level": "write", "scope": "supported", "actions": ["create"]}'
        when 'PARTNER' then '{"level": "read", "scope": "partner", "actions": []}'
        when 'SUCCESS' then '{"level": "read", "scope": "all", "actions": []}'
        when 'INTEGRATION' then '{"level": "read", "scope": "all", "actions": []}'
        when 'FINANCE' then '{"level": "read", "scope": "all", "actions": []}'
        when 'VIEWER' then '{"level": "read", "scope": "all", "actions": []}'
    end::jsonb)
where key in ('ADMIN', 'MANAGER', 'SALES', 'COSALES', 'PARTNER', 'SUCCESS', 'INTEGRATION', 'FINANCE', 'VIEWER')
  and definition -> 'modules' is not null
  and not definition -> 'modules' ? 'proposals';
alter table access.role force row level security;
