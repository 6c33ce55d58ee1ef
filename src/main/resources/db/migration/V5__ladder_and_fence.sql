-- The last rung that was taken, what the cycle waits for, and who approved it.
alter table reset_cycle add column if not exists rung varchar;
alter table reset_cycle add column if not exists wait_until timestamp(6) with time zone;
alter table reset_cycle add column if not exists approved_by varchar;

-- Which warden carries the cycle on, until when nobody else may, and the fence that its transitions must show.
alter table reset_cycle add column if not exists holder varchar default '' not null;
alter table reset_cycle add column if not exists held_until timestamp(6) with time zone;
alter table reset_cycle add column if not exists token bigint default 0 not null;

-- One row: whoever opens a cycle within limits locks it, so that nobody counts while somebody else takes a place.
create table if not exists limit_gate (
    id smallint not null primary key check (id = 1)
);
insert into limit_gate (id) select 1 where not exists (select 1 from limit_gate);
