-- The trail of one person, newest first.
create index activity_actor on records.activity (tenant_id, actor_id, id desc);

-- The application can't rewrite history: it may only forget, through this, what the company no longer keeps, and never
-- what is younger than thirty days. Ids carry their time, so the oldest are the first of the primary key.
create function records.forget_activities(before timestamptz, up_to uuid, batch integer)
returns integer language sql security definer set search_path = '' as $$
    with forgotten as (
        delete from records.activity
        where (tenant_id, id) in (
            select tenant_id, id
            from records.activity
            where tenant_id = nullif(current_setting('sangam.tenant', true), '')::uuid
              and id < up_to
              and at < least(before, now() - interval '30 days')
            order by id
            limit batch)
        returning 1)
    select count(*)::integer from forgotten
$$;
revoke all on function records.forget_activities from public;
grant execute on function records.forget_activities to "${app_role}";
