-- Whose turn it is among the deliveries of one subject to one subscriber. The queue is empty most of the time, and what
-- PostgreSQL then believes of it is wrong at every rush: it takes any index that begins with the tenant for as good as
-- any other. A key of its own leaves it no choice.
alter table events.delivery
    add column line uuid not null
        generated always as (md5(tenant_id::text || subject::text || subscriber)::uuid) stored;
create index delivery_line on events.delivery (line, position) where status = 'pending';
drop index events.delivery_order;
-- Nobody reads the queue across tenants by time any more: the workers go round the tenants.
drop index events.delivery_due;
