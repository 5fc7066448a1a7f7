-- Looking through a colleague's eyes came after the administrators' roles of existing tenants were made.
alter table access.role no force row level security;
update access.role
set definition = jsonb_set(definition, '{modules,users,actions}', definition #> '{modules,users,actions}' || '["viewAs"]')
where key = 'ADMIN'
  and definition #> '{modules,users,actions}' is not null
  and not definition #> '{modules,users,actions}' ? 'viewAs';
alter table access.role force row level security;
