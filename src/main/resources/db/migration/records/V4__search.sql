-- The three-letter pieces of each record's words, each mixed with its tenant: one index serves all, and no piece of one
-- company equals one of another.
create table records.search_entry (
    tenant_id uuid     not null,
    object    text     not null,
    record_id uuid     not null,
    grams     bigint[] not null,
    primary key (tenant_id, object, record_id)
);
create index search_entry_grams on records.search_entry using gin (grams);
call sangam.protect('records.search_entry');

-- Under row security an index may serve leakproof operators only, and `@>` is none. This one asks for its caller, and
-- for nobody but the tenant of the transaction. `choices` is a list of lists: an entry that holds all of one is found.
create function records.search(kind text, choices jsonb, most integer)
returns setof uuid language sql stable security definer rows 100 set search_path = '' as $$
    select found.record_id
    from jsonb_array_elements(choices) choice
    cross join lateral (
        select e.record_id
        from records.search_entry e
        where e.tenant_id = nullif(current_setting('sangam.tenant', true), '')::uuid
          and e.object = kind
          and e.grams @> array(select gram::bigint from jsonb_array_elements_text(choice) gram)
        limit most) found
$$;
revoke all on function records.search from public;
grant execute on function records.search to "${app_role}";
