-- The Merkle tree over the trail (io.sessionwarden.audit.Frontier). The edge of the tree, in the head's row: the roots of its
-- complete subtrees in hex, the largest first. Version 10, in Java, fills both for the records that are there.
alter table chain_head add column if not exists peaks varchar default '' not null;

-- The nodes of every eighth level: height 8 over 256 records, 16 over 65,536 and so on. Rows are only ever added.
create table if not exists tree_node (
    height smallint    not null,
    place  bigint      not null,
    hash   varchar(64) not null,
    primary key (height, place)
);
