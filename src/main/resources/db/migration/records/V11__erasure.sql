-- What a record's history says about a person goes for good; that something happened, when and by whom, stays. The
-- application itself may only add to the history, so this is the owner's, for the current tenant.
--
-- kept: the fields whose values stay.
create function records.erase_history(kind text, record uuid, kept text[])
returns integer language sql security definer set search_path = '' as $$
    with erased as (
        update records.activity
        set data = (
                select coalesce(jsonb_object_agg(said.key, said.value), '{}')
                from jsonb_each(data) said
                where said.key in ('from', 'to', 'fromLabel', 'toLabel', 'owner', 'user', 'team', 'with', 'right',
                                   'fields', 'commentId', 'taskId', 'kind', 'mergeId', 'id', 'dueAt', 'apiKey')),
            changes = (
                select coalesce(jsonb_agg(case
                        when change ->> 'field' = any (kept) then change
                        else jsonb_build_object('field', change -> 'field', 'before', null, 'after', null)
                    end order by place), '[]')
                from jsonb_array_elements(changes) with ordinality as each (change, place))
        where tenant_id = nullif(current_setting('sangam.tenant', true), '')::uuid
          and object = kind
          and record_id = record
        returning 1)
    select count(*)::integer from erased
$$;
revoke all on function records.erase_history from public;
grant execute on function records.erase_history to "${app_role}";
