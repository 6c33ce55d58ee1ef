-- Whether the owner of the session that was reset has still to be told.
alter table reset_cycle add column if not exists owner_untold boolean default false not null;
create index if not exists reset_cycle_untold on reset_cycle (owner_untold);
