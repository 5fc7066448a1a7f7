-- What a person was told, in the app.
create table notifications.notification (
    tenant_id uuid        not null,
    id        uuid        not null,
    user_id   uuid        not null,
    kind      text        not null,
    object    text        not null,
    record_id uuid        not null,
    title     text        not null check (length(title) <= 300),
    data      jsonb       not null,
    -- Names the cause: a subscriber that hears an event twice tells it once.
    key       text        not null,
    at        timestamptz not null,
    read_at   timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, user_id, key)
);
call sangam.protect('notifications.notification');
create index notification_of_user on notifications.notification (tenant_id, user_id, id desc);
create index notification_unread on notifications.notification (tenant_id, user_id, id desc) where read_at is null;
