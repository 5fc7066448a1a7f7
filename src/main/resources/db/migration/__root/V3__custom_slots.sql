-- Columns for fields that companies add themselves: empty until one is given a field, and free to add, as all are null.
-- Typed, because under row security an index serves leakproof operators only, and `jsonb ->>` is none (ADR 15).
-- How many of each there are is told by SlotGroup; a slot's index is made when the first company uses it.
create procedure sangam.custom_slots(tbl regclass)
language plpgsql as $$
declare
    columns text;
begin
    select string_agg(format('add column custom_%s_%s%s %s', slots.name, n, part.suffix, part.type), ', ')
    into columns
    from (values ('text', 24), ('contact', 6), ('number', 12), ('money', 6), ('date', 8), ('user', 4), ('flag', 10),
                 ('choices', 6)) slots (name, most)
    join (values ('text', '', 'text'), ('contact', '', 'text'), ('contact', '_key', 'text'), ('number', '', 'bigint'),
                 ('money', '', 'bigint'), ('money', '_currency', 'text'), ('date', '', 'date'), ('user', '', 'uuid'),
                 ('flag', '', 'boolean'), ('choices', '', 'text[]')) part (name, suffix, type) using (name)
    cross join lateral generate_series(1, slots.most) n;
    execute format('alter table %s %s', tbl, columns);
end $$;
