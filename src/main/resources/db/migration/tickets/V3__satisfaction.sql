-- What the customer said of how it was solved, by a link without an account. Reopening empties it.
alter table tickets.ticket
    add column satisfaction         int check (satisfaction between 1 and 5),
    add column satisfaction_remark  text check (length(satisfaction_remark) <= 2000),
    add column rated_at             timestamptz,
    add check ((satisfaction is null) = (rated_at is null));
create index on tickets.ticket (tenant_id, satisfaction, id) where deleted_at is null and satisfaction is not null;
