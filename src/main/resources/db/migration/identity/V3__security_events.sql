-- The application can't rewrite the security log: it may only forget, through this, what the company no longer keeps,
-- and never what is younger than ninety days.
create function identity.forget_security_events(before timestamptz, up_to uuid, batch integer)
returns integer language sql security definer set search_path = '' as $$
    with forgotten as (
        delete from identity.security_event
        where (tenant_id, id) in (
            select tenant_id, id
            from identity.security_event
            where tenant_id = nullif(current_setting('sangam.tenant', true), '')::uuid
              and id < up_to
              and at < least(before, now() - interval '90 days')
            order by id
            limit batch)
        returning 1)
    select count(*)::integer from forgotten
$$;
revoke all on function identity.forget_security_events from public;
grant execute on function identity.forget_security_events to "${app_role}";
