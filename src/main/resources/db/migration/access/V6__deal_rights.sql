-- Deals, and going beyond a status's limit, came after the roles of existing tenants were made.
alter table access.role no force row level security;
update access.role
set definition = jsonb_set(definition, '{modules,leads,actions}', definition #> '{modules,leads,actions}' || '["exceedLimit"]')
where key in ('ADMIN', 'MANAGER')
  and definition #> '{modules,leads,actions}' is not null
  and not definition #> '{modules,leads,actions}' ? 'exceedLimit';
update access.role
set definition = jsonb_set(definition, '{modules,deals}', case key
        when 'ADMIN' then '{"level": "write", "scope": "all", "actions": ["create", "assign", "reopen", "exceedLimit", "delete", "share", "export", "unmask"]}'
        when 'MANAGER' then '{"level": "write", "scope": "team", "actions": ["create", "assign", "reopen", "exceedLimit", "delete", "share", "export", "unmask"]}'
        when 'SALES' then '{"level": "write", "scope": "team", "actions": ["create", "delete", "share"]}'
        when 'COSALES' then '{"level": "write", "scope": "supported", "actions": ["create"]}'
        when 'CALLER' then '{"level": "read", "scope": "partner", "actions": []}'
        when 'PARTNER' then '{"level": "read", "scope": "partner", "actions": ["create"]}'
        when 'SUPPORT' then '{"level": "read", "scope": "all", "actions": []}'
        when 'SUCCESS' then '{"level": "read", "scope": "all", "actions": []}'
        when 'INTEGRATION' then '{"level": "read", "scope": "all", "actions": ["create"]}'
        when 'FINANCE' then '{"level": "read", "scope": "all", "actions": []}'
        when 'VIEWER' then '{"level": "read", "scope": "all", "actions": []}'
    end::jsonb)
where key in ('ADMIN', 'MANAGER', 'SALES', 'COSALES', 'CALLER', 'PARTNER', 'SUPPORT', 'SUCCESS', 'INTEGRATION', 'FINANCE', 'VIEWER')
  and definition -> 'modules' is not null
  and not definition -> 'modules' ? 'deals';
alter table access.role force row level security;
