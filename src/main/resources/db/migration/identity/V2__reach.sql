-- A sales area: the places whose customers belong to it.
create table identity.territory (
    tenant_id  uuid        not null,
    id         uuid        not null,
    name       text        not null check (length(name) between 1 and 100),
    -- in small letters; a city lies in one territory only, which the code sees to
    cities     text[]      not null default '{}',
    version    int         not null default 0,
    created_at timestamptz not null,
    created_by uuid        not null,
    updated_at timestamptz not null,
    updated_by uuid        not null,
    primary key (tenant_id, id)
);
create unique index territory_name on identity.territory (tenant_id, name);
call sangam.protect('identity.territory');

alter table identity.user_account
    -- what a partner's user sees of his partner's records: his own, or all of them
    add column data_visibility text not null default 'own' check (data_visibility in ('own', 'partner')),
    add column territory_ids uuid[] not null default '{}',
    -- the salespeople he works for
    add column supports uuid[] not null default '{}';
create index user_account_partner on identity.user_account (tenant_id, partner_id) where partner_id is not null;
