-- Wrong passwords, counted by all processes together. The key is a keyed hash of a name or an address: counted is also
-- who does not exist, and for companies that do not exist, so it belongs to the installation.
create table identity.guess (
    key          bytea       primary key,
    failures     int         not null,
    -- how often it was closed already: the next time is longer
    closings     int         not null,
    closed_until timestamptz,
    last_at      timestamptz not null
);
call sangam.share('identity.guess');
create index guess_last on identity.guess (last_at);

-- What each person sees of his own: read by id, which is the order of time.
create index security_event_own on identity.security_event (tenant_id, user_id, id desc);
