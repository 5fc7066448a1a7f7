-- How records can be reached, and by what two spellings of a number or address are one (core rule 8). Of objects that
-- a contact belongs to once, such as accounts, the first point with a key claims it: a second record is refused.
create table records.contact_point (
    tenant_id  uuid        not null,
    id         uuid        not null,
    object     text        not null,
    record_id  uuid        not null,
    kind       text        not null check (kind in ('mobile', 'phone', 'email', 'whatsapp')),
    value      text        not null,
    match_key  text        not null,
    is_primary boolean     not null,
    claims     boolean     not null default false,
    primary key (tenant_id, id)
);
create unique index contact_point_once on records.contact_point (tenant_id, object, record_id, match_key, kind);
create index contact_point_key on records.contact_point (tenant_id, match_key);
create unique index contact_point_claim on records.contact_point (tenant_id, object, match_key) where claims;
call sangam.protect('records.contact_point');

-- Those of leads had a table of their own. The owner of a table is held by its row security only while that is forced.
do $$
begin
    if to_regclass('leads.contact_point') is not null then
        alter table leads.contact_point no force row level security;
        alter table records.contact_point no force row level security;
        insert into records.contact_point (tenant_id, id, object, record_id, kind, value, match_key, is_primary)
        select tenant_id, id, 'lead', lead_id, kind, value, match_key, is_primary from leads.contact_point;
        alter table records.contact_point force row level security;
        drop table leads.contact_point;
    end if;
end $$;
