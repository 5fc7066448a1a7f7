-- Accounts and contacts came after the roles of existing tenants were made (product rules, section 7).
alter table access.role no force row level security;
update access.role
set definition = jsonb_set(jsonb_set(definition, '{modules,accounts}', granted), '{modules,contacts}', granted)
from (values
    ('ADMIN', '{"level": "write", "scope": "all", "actions": ["create", "assign", "merge", "delete", "share", "export", "unmask"]}'::jsonb),
    ('MANAGER', '{"level": "write", "scope": "team", "actions": ["create", "assign", "merge", "delete", "share", "export", "unmask"]}'),
    ('SALES', '{"level": "write", "scope": "territory", "actions": ["create", "merge", "delete", "share"]}'),
    ('COSALES', '{"level": "read", "scope": "supported", "actions": []}'),
    ('CALLER', '{"level": "read", "scope": "own", "actions": []}'),
    ('PARTNER', '{"level": "read", "scope": "own", "actions": []}'),
    ('SUPPORT', '{"level": "read", "scope": "all", "actions": []}'),
    ('SUCCESS', '{"level": "write", "scope": "all", "actions": ["create", "assign", "merge", "share"]}'),
    ('INTEGRATION', '{"level": "read", "scope": "all", "actions": []}'),
    ('FINANCE', '{"level": "read", "scope": "all", "actions": []}'),
    ('VIEWER', '{"level": "read", "scope": "all", "actions": []}')
) template (role, granted)
where key = template.role
  and definition -> 'modules' is not null
  and not definition -> 'modules' ? 'accounts';
-- To merge one's leads takes a right of its own too.
update access.role
set definition = jsonb_set(definition, '{modules,leads,actions}', definition #> '{modules,leads,actions}' || '["merge"]')
where key in ('ADMIN', 'MANAGER', 'SALES')
  and definition #> '{modules,leads,actions}' is not null
  and not definition #> '{modules,leads,actions}' ? 'merge';
alter table access.role force row level security;
