-- How many webhooks between systems lie behind an event: what cuts loops.
alter table events.event add column hops smallint not null default 0;
