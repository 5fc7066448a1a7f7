-- Who is busy gets no new work by itself, and is there all the same; who is away is not.
alter table identity.user_account alter column is_available drop default;
alter table identity.user_account
    alter column is_available type text using case when is_available then 'available' else 'away' end;
alter table identity.user_account rename column is_available to presence;
alter table identity.user_account
    alter column presence set default 'available',
    add check (presence in ('available', 'busy', 'away'));
