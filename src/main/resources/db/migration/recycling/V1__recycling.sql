-- What its owner did not keep, and who took it then. A record lies in the pool at most once at a time; what was taken
-- stays, since whoever gave it up may not take it back at once, and nobody takes more a day than the company wants.
create table recycling.recycled (
    tenant_id uuid        not null,
    id        uuid        not null,
    object    text        not null,
    record_id uuid        not null,
    previous_owner_id uuid        not null,
    why       text        not null check (why in ('idle', 'given_back')),
    note      text        check (length(note) between 1 and 500),
    since     timestamptz not null,
    ended_at  timestamptz,
    -- who took it himself; nobody, when it was assigned, finished or deleted meanwhile
    taken_by  uuid,
    primary key (tenant_id, id),
    check (taken_by is null or ended_at is not null)
);
create unique index on recycling.recycled (tenant_id, record_id) where ended_at is null;
create index on recycling.recycled (tenant_id, object, id) where ended_at is null;
create index on recycling.recycled (tenant_id, record_id, previous_owner_id, since);
create index on recycling.recycled (tenant_id, taken_by, ended_at) where taken_by is not null;
call sangam.protect('recycling.recycled', 'select, insert, update');

-- Whoever lets a record lie is warned before it goes. A touch afterwards makes the warning void: it names the last one.
create table recycling.warning (
    tenant_id    uuid        not null,
    record_id    uuid        not null,
    last_touched timestamptz not null,
    warned_at    timestamptz not null,
    primary key (tenant_id, record_id)
);
call sangam.protect('recycling.warning');
