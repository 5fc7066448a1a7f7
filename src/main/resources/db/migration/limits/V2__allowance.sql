-- What the operator gave a company to ask for in a minute, where that is not what the settings say.
create table limits.allowance (
    tenant_id  uuid not null,
    kind       text not null,
    per_minute int  not null check (per_minute > 0),
    primary key (tenant_id, kind)
);
call sangam.protect('limits.allowance');
