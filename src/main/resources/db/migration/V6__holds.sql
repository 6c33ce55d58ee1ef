-- What holds the watchdog back: pauses, what is kept, and what was given up.
create table if not exists hold (
    kind       varchar                     not null,
    subject    varchar                     not null,
    who        varchar                     not null,
    reason     varchar                     not null,
    since      timestamp(6) with time zone not null,
    until_when timestamp(6) with time zone,
    primary key (kind, subject)
);
