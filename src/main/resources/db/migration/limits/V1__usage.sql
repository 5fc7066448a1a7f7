-- What the processes together have counted in the running minutes. Not logged: a crash forgives a minute.
create unlogged table limits.usage (
    minute bigint not null,
    key    text   not null,
    used   int    not null,
    primary key (minute, key)
);
call sangam.share('limits.usage');
