-- To make two tickets one takes a right of its own.
alter table access.role no force row level security;
update access.role
set definition = jsonb_set(definition, '{modules,tickets,actions}', definition #> '{modules,tickets,actions}' || '["merge"]')
where key in ('ADMIN', 'MANAGER', 'SUPPORT', 'SUCCESS')
  and definition #> '{modules,tickets,actions}' is not null
  and not definition #> '{modules,tickets,actions}' ? 'merge';
alter table access.role force row level security;
