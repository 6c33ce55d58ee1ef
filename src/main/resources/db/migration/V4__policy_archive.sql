-- Every edition of the policy that was considered, by its revision, and how it stands.
create table if not exists policy_edition (
    revision varchar(64)                 not null primary key,
    state    varchar(16)                 not null,
    since    timestamp(6) with time zone not null,
    who      varchar                     not null,
    why      varchar                     not null
);
create index if not exists policy_edition_by_change on policy_edition (since);

create table if not exists policy_file (
    path     varchar(400) not null primary key,
    revision varchar(64)  not null,
    name     varchar(255) not null,
    shown    varchar      not null,
    content  bytea        not null
);
create index if not exists policy_file_by_revision on policy_file (revision);
