-- What is said and done again and again: a canned reply has words only, a macro changes the ticket, too.
create table tickets.macro (
    tenant_id  uuid        not null,
    id         uuid        not null,
    version    int         not null default 0,
    name       text        not null check (length(name) between 1 and 80),
    text       text        check (length(text) <= 10000),
    to_status  text,
    -- field key to value, as the API writes them
    fields     jsonb       not null,
    updated_at timestamptz not null,
    updated_by uuid        not null,
    primary key (tenant_id, id)
);
call sangam.protect('tickets.macro');
