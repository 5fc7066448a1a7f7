-- Whether the customer would recommend us, asked beside how satisfied he is: the net promoter score is counted from it.
alter table tickets.ticket
    add column nps int check (nps between 0 and 10),
    add check (nps is null or rated_at is not null);
create index on tickets.ticket (tenant_id, nps, id) where deleted_at is null and nps is not null;
