-- Browsing the audit came after the administrators' roles of existing tenants were made.
alter table access.role no force row level security;
update access.role
set definition = jsonb_set(definition, '{modules,audit}', '{"level": "write", "scope": "all", "actions": ["export"]}')
where key = 'ADMIN'
  and definition -> 'modules' is not null
  and not definition -> 'modules' ? 'audit';
update access.role
set definition = jsonb_set(definition, '{modules,integrations}', '{"level": "write", "scope": "all", "actions": []}')
where key = 'ADMIN'
  and definition -> 'modules' is not null
  and not definition -> 'modules' ? 'integrations';
alter table access.role force row level security;
