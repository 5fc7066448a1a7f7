-- How satisfied customers were, month by month: whoever reads all tickets is answered from the index alone.
create index ticket_satisfaction on tickets.ticket (tenant_id, resolved_at) include (id, owner_id, created_by, satisfaction, nps)
    where deleted_at is null and resolved_at is not null;
