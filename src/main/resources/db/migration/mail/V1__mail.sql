-- What is to be written, and what became of it. Ids for the letter that writes it, no copies: who got which words is in
-- nobody's queue.
create table mail.message (
    tenant_id  uuid        not null,
    id         uuid        not null,
    kind       text        not null,
    -- Names the cause: told twice, it is written once.
    key        text        not null check (length(key) <= 300),
    data       jsonb       not null,
    created_at timestamptz not null,
    -- dropped: the reason was gone before it was sent
    outcome    text check (outcome in ('sent', 'dropped')),
    settled_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, key),
    check ((outcome is null) = (settled_at is null))
);
call sangam.protect('mail.message');
create index message_settled on mail.message (tenant_id, settled_at);

-- Mails of an installation that is being tried out. Its page is open before anybody has signed in, so it reads across
-- companies.
create table mail.caught (
    tenant_id uuid        not null,
    id        uuid        not null,
    recipient text        not null,
    subject   text        not null,
    text      text        not null,
    at        timestamptz not null,
    primary key (tenant_id, id)
);
call sangam.protect_queue('mail.caught');
create index caught_newest on mail.caught (id);
