-- What a person mends between a check and a run: all that is wrong with a row, the row it repeats, and who wrote last.
alter table imports.row
    add column version int not null default 1,
    add column errors  jsonb,
    add column repeats int;
create index on imports.row (tenant_id, import, repeats, position) where repeats is not null;
