-- The pieces of words don't know objects: one question for all of them reads the index once, where one per object read it
-- as often as there are objects. Of what there is too much of, the newest are proposed.
drop function records.search(text, jsonb, integer);

create function records.search(kinds text[], choices jsonb, most integer)
returns table (object text, record_id uuid)
language sql stable security definer rows 100 set search_path = '' as $$
    select ranked.object, ranked.record_id
    from (
        select proposed.object, proposed.record_id,
            row_number() over (partition by proposed.object order by proposed.record_id desc) as place
        from (
            select distinct found.object, found.record_id
            from jsonb_array_elements(choices) choice
            cross join lateral (
                select e.object, e.record_id
                from records.search_entry e
                where e.tenant_id = nullif(current_setting('sangam.tenant', true), '')::uuid
                  and e.object = any (kinds)
                  and e.grams @> array(select gram::bigint from jsonb_array_elements_text(choice) gram)
                limit 10 * most) found) proposed) ranked
    where ranked.place <= most
$$;
revoke all on function records.search from public;
grant execute on function records.search to "${app_role}";
