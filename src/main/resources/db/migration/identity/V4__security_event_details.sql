-- What an event of another module needs to say: which object was exported, how many rows.
alter table identity.security_event add column details jsonb not null default '{}';
