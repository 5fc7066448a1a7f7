-- What somebody does not want to see in his day before then. One mark per person and record.
create table day.put_off (
    tenant_id uuid        not null,
    user_id   uuid        not null,
    object    text        not null,
    record_id uuid        not null,
    until     timestamptz not null,
    primary key (tenant_id, user_id, object, record_id)
);
call sangam.protect('day.put_off');
