-- Pairs of records that may be one, as the last search found them; what somebody set aside stays set aside.
create table records.duplicate (
    tenant_id  uuid        not null,
    id         uuid        not null,
    object     text        not null,
    first_id   uuid        not null,
    second_id  uuid        not null,
    score      int         not null check (score between 0 and 100),
    reasons    text[]      not null,
    status     text        not null check (status in ('open', 'dismissed')),
    found_at   timestamptz not null,
    decided_at timestamptz,
    decided_by uuid,
    primary key (tenant_id, id),
    check (first_id < second_id)
);
create unique index duplicate_pair on records.duplicate (tenant_id, object, first_id, second_id);
create index duplicate_best on records.duplicate (tenant_id, object, score desc, id desc) where status = 'open';
call sangam.protect('records.duplicate');
