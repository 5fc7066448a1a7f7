-- The digest of all scripts of all modules, written when all of them have been applied. A start that finds its own
-- digest here asks no module for its history.
create table sangam.applied_scripts (
    only_row boolean primary key default true check (only_row),
    digest text not null
);
