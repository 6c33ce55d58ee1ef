-- Portable: H2 and PostgreSQL both take this file as it is. And can be run again, because H2 does not undo half a migration.

-- The chain of the audit trail; io.sessionwarden.audit.Chain says what each text is. Rows are only ever added.
create table if not exists audit_record (
    sequence      bigint                      not null primary key,
    recorded_at   timestamp(6) with time zone not null,
    type          varchar                     not null,
    source        varchar                     not null,
    outcome       varchar                     not null,
    who           varchar                     not null,
    incident      varchar                     not null,
    server        varchar                     not null,
    session       varchar                     not null,
    revision      varchar                     not null,
    payload       varchar                     not null,
    payload_hash  varchar(64)                 not null,
    previous_hash varchar(64)                 not null,
    hash          varchar(64)                 not null
);
create index if not exists audit_record_by_time on audit_record (recorded_at);
create index if not exists audit_record_by_incident on audit_record (incident, sequence);

-- One row: the last record of the chain. Whoever appends locks it.
create table if not exists chain_head (
    id       smallint    not null primary key check (id = 1),
    sequence bigint      not null,
    hash     varchar(64) not null
);
insert into chain_head (id, sequence, hash)
select 1, 0, '0000000000000000000000000000000000000000000000000000000000000000'
where not exists (select 1 from chain_head);

-- Without a cache, so that a restart leaves no gap in the numbers that people read.
create sequence if not exists incident_number start with 1 cache 1;
create sequence if not exists cycle_number start with 1 cache 1;

create table if not exists incident (
    number        bigint                      not null primary key,
    server        varchar                     not null,
    subject       varchar                     not null,
    seat          varchar,
    session       varchar,
    symptom       varchar,
    symptom_group varchar,
    evidence      varchar                     not null,
    onset         timestamp(6) with time zone not null,
    symptom_since timestamp(6) with time zone not null,
    last_seen     timestamp(6) with time zone not null,
    observations  integer                     not null,
    recurrence    integer                     not null,
    closed_at     timestamp(6) with time zone,
    ending        varchar
);
create index if not exists incident_by_close on incident (closed_at);
create index if not exists incident_by_seat on incident (seat, onset);

-- open_identity is the hash of the session's identity as long as the cycle is open, and null afterwards.
create table if not exists reset_cycle (
    number        bigint                      not null primary key,
    incident      varchar                     not null,
    server        varchar                     not null,
    seat          varchar                     not null,
    account       varchar,
    open_identity varchar(64),
    automatic     boolean                     not null,
    state         varchar                     not null,
    session       varchar                     not null,
    caller        varchar                     not null,
    ready         varchar                     not null,
    opened        timestamp(6) with time zone not null,
    begun         timestamp(6) with time zone,
    changed       timestamp(6) with time zone not null,
    constraint one_open_cycle unique (open_identity)
);
create index if not exists reset_cycle_by_opening on reset_cycle (opened);
