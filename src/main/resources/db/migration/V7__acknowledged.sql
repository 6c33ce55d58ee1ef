-- Since when the illnesses at a place are counted anew, because somebody has looked at it and acknowledged them.
create table if not exists acknowledged (
    seat  varchar                     not null primary key,
    since timestamp(6) with time zone not null
);
