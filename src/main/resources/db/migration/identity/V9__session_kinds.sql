-- How a session began, and, when an administrator looks through somebody else's eyes, who he is and on which of his own
-- sessions he does so.
alter table identity.session
    add column via text not null default 'password' check (via in ('password', 'provider', 'view')),
    add column viewer_id uuid,
    add column viewer_session_id uuid,
    add check ((via = 'view') = (viewer_id is not null)),
    add check ((viewer_id is null) = (viewer_session_id is null));
create index session_by_viewer on identity.session (tenant_id, viewer_id) where ended_at is null and viewer_id is not null;
