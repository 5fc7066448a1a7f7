-- What every module's migrations call: the second wall between tenants, and the rights of the application's role.

-- Rows of one tenant only. The setting is local to the transaction and reverts to '' on a pooled connection, hence nullif.
create procedure sangam.protect(tbl regclass, privileges text default 'select, insert, update, delete')
language plpgsql as $$
declare
    own text := 'tenant_id = nullif(current_setting(''sangam.tenant'', true), '''')::uuid';
begin
    execute format('alter table %s enable row level security', tbl);
    execute format('alter table %s force row level security', tbl);
    execute format('create policy own_tenant on %s using (%s) with check (%s)', tbl, own, own);
    execute format('grant usage on schema %s to "${app_role}"',
        (select relnamespace::regnamespace from pg_class where oid = tbl));
    execute format('grant %s on %s to "${app_role}"', privileges, tbl);
end $$;

-- The same for work queues, which a worker also reads across tenants: only there the scope 'system' opens all rows.
create procedure sangam.protect_queue(tbl regclass)
language plpgsql as $$
begin
    call sangam.protect(tbl);
    execute format('create policy worker on %s using (current_setting(''sangam.scope'', true) = ''system'')', tbl);
end $$;

-- Tables without tenant_id that belong to the installation as a whole.
create procedure sangam.share(tbl regclass, privileges text default 'select, insert, update, delete')
language plpgsql as $$
begin
    execute format('grant usage on schema %s to "${app_role}"',
        (select relnamespace::regnamespace from pg_class where oid = tbl));
    execute format('grant %s on %s to "${app_role}"', privileges, tbl);
end $$;
