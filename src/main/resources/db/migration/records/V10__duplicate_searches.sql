-- How the last search for duplicates of an object goes, or went.
create table records.duplicate_search (
    tenant_id   uuid        not null,
    object      text        not null,
    asked_at    timestamptz not null,
    started_at  timestamptz,
    finished_at timestamptz,
    failed_at   timestamptz,
    records     int         not null default 0,
    compared    int         not null default 0,
    found       int         not null default 0,
    primary key (tenant_id, object)
);
call sangam.protect('records.duplicate_search');
