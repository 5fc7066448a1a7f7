-- The table of db-scheduler: it belongs to the installation, not to a tenant, and is reached through its API only.
create table jobs.scheduled_task (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_task_due on jobs.scheduled_task (execution_time);
create index scheduled_task_heartbeat on jobs.scheduled_task (last_heartbeat);
call sangam.share('jobs.scheduled_task');

-- How each schedule's last run went. The error is a class name: a message could quote a tenant's data.
create table jobs.run (
    name          text        primary key,
    last_run_at   timestamptz not null,
    took_ms       bigint      not null,
    last_error    text,
    last_error_at timestamptz,
    trace_id      text        not null
);
call sangam.share('jobs.run');

-- The last day of the tenant's own calendar on which a daily schedule ran for it.
create table jobs.daily_run (
    tenant_id uuid not null,
    name      text not null,
    day       date not null,
    primary key (tenant_id, name)
);
call sangam.protect_queue('jobs.daily_run');

-- Jobs that failed too often.
create table jobs.dead_job (
    tenant_id uuid        not null,
    id        uuid        not null,
    name      text        not null,
    data      jsonb       not null,
    reason    text        not null,
    died_at   timestamptz not null,
    primary key (tenant_id, id)
);
call sangam.protect_queue('jobs.dead_job');
