-- Which records have which values in their lists (tags, several choices, people): a row for each. "Has any of" is no
-- leakproof operator, so row security keeps every index on a list from the application; the equality of a text is one
-- (ADR 37).
create table sangam.list_value (
    tenant_id uuid not null,
    object    text not null,
    list      text not null,
    value     text not null,
    record_id uuid not null,
    primary key (tenant_id, object, list, value, record_id)
);
call sangam.protect('sangam.list_value', 'select, insert, delete');

-- Whatever writes a record, its lists are followed. Arguments: the object, then the columns that are lists.
create function sangam.keep_list_values()
returns trigger language plpgsql set search_path = '' as $$
declare
    was     jsonb;
    becomes jsonb;
begin
    if tg_op <> 'INSERT' then
        was := to_jsonb(old);
    end if;
    if tg_op <> 'DELETE' then
        becomes := to_jsonb(new);
    end if;
    if was is not null then
        delete from sangam.list_value kept
        using (select list, value from sangam.values_of(was, tg_argv[1:])
               except select list, value from sangam.values_of(becomes, tg_argv[1:])) gone
        where kept.tenant_id = old.tenant_id
          and kept.object = tg_argv[0]
          and kept.list = gone.list
          and kept.value = gone.value
          and kept.record_id = old.id;
    end if;
    if becomes is not null then
        insert into sangam.list_value (tenant_id, object, list, value, record_id)
        select new.tenant_id, tg_argv[0], come.list, come.value, new.id
        from (select list, value from sangam.values_of(becomes, tg_argv[1:])
              except select list, value from sangam.values_of(was, tg_argv[1:])) come
        on conflict do nothing;
    end if;
    return null;
end $$;

create function sangam.values_of(row_of jsonb, lists text[])
returns table (list text, value text) language sql immutable set search_path = '' as $$
    select list, value
    from unnest(lists) list
    cross join lateral jsonb_array_elements_text(
        case jsonb_typeof(row_of -> list) when 'array' then row_of -> list else '[]' end) value
    where value is not null
$$;

-- For the table of an object, behind its custom slots: its lists are followed from now on, and what they hold is entered.
create procedure sangam.keep_list_values(tbl regclass, object text)
language plpgsql as $$
declare
    lists   text;
    is_old  text;
    is_new  text;
    changes text;
    list    text;
begin
    select string_agg(quote_literal(attname), ', '),
           string_agg(format('old.%I is not null', attname), ' or '),
           string_agg(format('new.%I is not null', attname), ' or '),
           string_agg(format('old.%I is distinct from new.%I', attname, attname), ' or ')
    into lists, is_old, is_new, changes
    from pg_attribute
    where attrelid = tbl and atttypid = 'text[]'::regtype and not attisdropped;
    execute format('create trigger list_values_come after insert on %s for each row when (%s)
                    execute function sangam.keep_list_values(%L, %s)', tbl, is_new, object, lists);
    execute format('create trigger list_values_change after update on %s for each row when (%s)
                    execute function sangam.keep_list_values(%L, %s)', tbl, changes, object, lists);
    execute format('create trigger list_values_go after delete on %s for each row when (%s)
                    execute function sangam.keep_list_values(%L, %s)', tbl, is_old, object, lists);
    -- row security binds the owner as long as it is forced
    execute format('alter table %s no force row level security', tbl);
    alter table sangam.list_value no force row level security;
    for list in
        select attname from pg_attribute where attrelid = tbl and atttypid = 'text[]'::regtype and not attisdropped
    loop
        execute format('insert into sangam.list_value (tenant_id, object, list, value, record_id)
                        select t.tenant_id, %L, %L, value, t.id from %s t cross join lateral unnest(t.%I) value
                        where value is not null on conflict do nothing', object, list, tbl, list);
    end loop;
    alter table sangam.list_value force row level security;
    execute format('alter table %s force row level security', tbl);
end $$;
