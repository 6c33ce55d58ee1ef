package io.sessionwarden.store;

import io.sessionwarden.audit.Frontier;
import io.sessionwarden.audit.Link;
import io.sessionwarden.audit.TreeHash;
import io.sessionwarden.audit.TreeNodes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tree's nodes out of the database: those of every eighth level as they are stored in {@code tree_node}, those between
 * computed from the tile of up to 256 nodes, or records, below them. For one thread.
 */
final class StoredNodes implements TreeNodes {

    private static final int WIDTH = 1 << STORED;
    private static final int MOST_TILES = 64;

    private final Transactions transactions;
    private final Map<String, List<byte[]>> tiles = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<byte[]>> eldest) {
            return size() > MOST_TILES;
        }
    };

    StoredNodes(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public byte[] node(int level, long index) {
        int base = level / STORED * STORED;
        int above = level - base;
        long first = index << above;
        var tile = tile(base, first / WIDTH);
        int from = (int) (first % WIDTH);
        int to = from + (1 << above);
        if (to > tile.size()) {
            return new byte[0];
        }
        if (above == 0) {
            return tile.get(from);
        }
        var subtree = new Frontier();
        var top = new byte[1][];
        tile.subList(from, to).forEach(leaf -> subtree.append(leaf, (height, place, hash) -> top[0] = hash));
        return top[0];
    }

    /** As many nodes of a tile as there are without a gap. */
    private List<byte[]> tile(int level, long number) {
        var key = level + "/" + number;
        var known = tiles.get(key);
        if (known == null) {
            known = level == 0 ? leaves(number * WIDTH) : nodes(level, number * WIDTH);
            tiles.put(key, known);
        }
        return known;
    }

    private List<byte[]> leaves(long first) {
        var leaves = new ArrayList<byte[]>();
        for (Link link : transactions.readLinks(first + 1, first + WIDTH)) {
            if (link.sequence() != first + leaves.size() + 1) {
                break;
            }
            leaves.add(TreeHash.leaf(link));
        }
        return leaves;
    }

    private List<byte[]> nodes(int level, long first) {
        var rows = transactions.read(session -> session.createNativeQuery("""
                        select place, hash from tree_node where height = :height and place between :first and :last
                        order by place""", Object[].class)
                .setParameter("height", level)
                .setParameter("first", first)
                .setParameter("last", first + WIDTH - 1)
                .getResultList());
        var nodes = new ArrayList<byte[]>();
        for (var row : rows) {
            if ((Long) row[0] != first + nodes.size()) {
                break;
            }
            nodes.add(HexFormat.of().parseHex((String) row[1]));
        }
        return nodes;
    }
}
