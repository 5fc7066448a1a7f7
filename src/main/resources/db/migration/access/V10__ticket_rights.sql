-- Tickets came after the roles of existing tenants were made.
alter table access.role no force row level security;
update access.role
set definition = jsonb_set(definition, '{modules,tickets}', case key
        when 'ADMIN' then '{"level": "write", "scope": "all", "actions": ["create", "assign", "reopen", "exceedLimit", "delete", "share", "export", "unmask", "erase"]}'
        when 'MANAGER' then '{"level": "write", "scope": "team", "actions": ["create", "assign", "reopen", "exceedLimit", "delete", "share", "export", "unmask"]}'
        when 'SALES' then '{"level": "write", "scope": "own", "actions": ["create"]}'
        when 'COSALES' then '{"level": "write", "scope": "supported", "actions": ["create"]}'
        when 'SUPPORT' then '{"level": "write", "scope": "queue", "actions": ["create", "share"]}'
        when 'SUCCESS' then '{"level": "write", "scope": "all", "actions": ["create", "assign", "share", "export"]}'
        when 'INTEGRATION' then '{"level": "write", "scope": "own", "actions": ["create"]}'
        when 'VIEWER' then '{"level": "read", "scope": "all", "actions": []}'
    end::jsonb)
where key in ('ADMIN', 'MANAGER', 'SALES', 'COSALES', 'SUPPORT', 'SUCCESS', 'INTEGRATION', 'VIEWER')
  and definition -> 'modules' is not null
  and not definition -> 'modules' ? 'tickets';
alter table access.role force row level security;
