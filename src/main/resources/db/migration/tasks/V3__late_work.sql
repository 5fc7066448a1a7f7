-- When late work is looked at again that could not be passed on: its record is closed, or something failed (R7).
alter table tasks.task add column pass_on_after timestamptz;
-- What waits to be passed on, and nothing else: read every minute.
create index on tasks.task (tenant_id, due_at, id)
    where deleted_at is null and status in ('todo', 'in_progress') and parent_object in ('lead', 'ticket') and not final_overdue;
