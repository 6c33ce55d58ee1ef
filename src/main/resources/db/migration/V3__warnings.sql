-- When the session's user was told that it will be reset because of this incident.
alter table incident add column if not exists warned timestamp(6) with time zone;

-- For the latest reset at a seat, however long ago.
create index if not exists reset_cycle_by_seat on reset_cycle (seat, begun);
