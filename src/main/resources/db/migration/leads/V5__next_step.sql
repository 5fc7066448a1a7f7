-- When the next open task is due: kept by the tasks, read by lists and boards, which must not look it up row by row.
alter table leads.lead add column next_step_at timestamptz;
create index on leads.lead (tenant_id, next_step_at, id) where deleted_at is null and next_step_at is not null;
create index on leads.lead (tenant_id, status, next_step_at, id) where deleted_at is null;

-- Databases that have tasks already. The owner of a table is held by its row security only while that is forced.
do $$
begin
    if to_regclass('tasks.task') is not null then
        alter table leads.lead no force row level security;
        alter table tasks.task no force row level security;
        update leads.lead l set next_step_at = t.due_at
        from (
            select tenant_id, parent_id, min(due_at) as due_at from tasks.task
            where parent_object = 'lead' and deleted_at is null and status not in ('done', 'canceled')
            group by tenant_id, parent_id
        ) t
        where t.tenant_id = l.tenant_id and t.parent_id = l.id;
        alter table leads.lead force row level security;
        alter table tasks.task force row level security;
    end if;
end $$;
