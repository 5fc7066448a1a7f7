-- When somebody works: a shift of each weekday, or none. Without a row he works whenever.
create table assignment.shift_week (
    tenant_id  uuid        not null,
    user_id    uuid        not null,
    week       jsonb       not null,
    version    int         not null,
    updated_at timestamptz not null,
    updated_by uuid        not null,
    primary key (tenant_id, user_id)
);
call sangam.protect('assignment.shift_week');
