package io.sessionwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tree against the vectors of Certificate Transparency's reference code, and against a naive tree by the RFC's words. */
class MerkleTest {

    private static final HexFormat HEX = HexFormat.of();

    /** The leaves of certificate-transparency's merkletree tests. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    /** Their roots, of one leaf to eight. */
    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final Map<String, byte[]> nodes = new HashMap<>();
    private final Frontier tree = new Frontier();

    private byte[] node(int level, long index) {
        return nodes.getOrDefault(level + "/" + index, new byte[0]);
    }

    private void append(byte[] leaf) {
        tree.append(leaf, (level, index, hash) -> nodes.put(level + "/" + index, hash));
    }

    private static byte[] leaf(int number) {
        return TreeHash.leaf(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    /** MTH of RFC 6962, 2.1, word by word. */
    private static byte[] naive(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = 1;
        while (split * 2 < leaves.size()) {
            split *= 2;
        }
        return TreeHash.node(naive(leaves.subList(0, split)), naive(leaves.subList(split, leaves.size())));
    }

    @Test
    void hasTheRootsOfTheReference() {
        assertThat(tree.root()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int i = 0; i < LEAVES.size(); i++) {
            append(TreeHash.leaf(HEX.parseHex(LEAVES.get(i))));
            assertThat(tree.root()).as("%d leaves", i + 1).isEqualTo(ROOTS.get(i));
        }
    }

    /** The proofs that stand beside those vectors: leaf 5 of 8 (counted from 0), and from 2 to 5 leaves. */
    @Test
    void givesTheProofsOfTheReference() {
        LEAVES.forEach(leaf -> append(TreeHash.leaf(HEX.parseHex(leaf))));

        assertThat(MerkleProof.inclusion(5, 8, this::node))
                .extracting(HEX::formatHex)
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(MerkleProof.consistency(2, 5, this::node))
                .extracting(HEX::formatHex)
                .containsExactly(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    }

    @Test
    void isTheNaiveTreeAtEverySize() {
        var leaves = new ArrayList<byte[]>();
        for (int size = 1; size <= 300; size++) {
            leaves.add(leaf(size));
            append(leaf(size));

            assertThat(tree.root()).isEqualTo(HEX.formatHex(naive(leaves)));
            assertThat(Frontier.of(size, this::node).root()).isEqualTo(tree.root());
            assertThat(Frontier.read(size, tree.text()).root()).isEqualTo(tree.root());
        }
    }

    @Test
    void provesEveryLeafAndNothingElse() {
        var roots = new ArrayList<byte[]>();
        for (int size = 1; size <= 70; size++) {
            append(leaf(size));
            var root = HEX.parseHex(tree.root());
            roots.add(root);
            for (int index = 0; index < size; index++) {
                var path = MerkleProof.inclusion(index, size, this::node);
                assertThat(MerkleProof.rootOf(leaf(index + 1), index, size, path))
                        .isEqualTo(root);
                assertThat(MerkleProof.rootOf(leaf(index + 2), index, size, path))
                        .isNotEqualTo(root);
                if (size > 1) {
                    assertThat(MerkleProof.rootOf(leaf(index + 1), (index + 1) % size, size, path))
                            .isNotEqualTo(root);
                    assertThat(MerkleProof.rootOf(leaf(index + 1), index, size, path.subList(1, path.size())))
                            .isNotEqualTo(root);
                }
            }
            for (int before = 1; before <= size; before++) {
                var path = MerkleProof.consistency(before, size, this::node);
                assertThat(MerkleProof.proves(before, roots.get(before - 1), size, root, path))
                        .isTrue();
                assertThat(MerkleProof.proves(before, leaf(999), size, root, path))
                        .isFalse();
                assertThat(MerkleProof.proves(before, roots.get(before - 1), size, leaf(999), path))
                        .isFalse();
            }
        }
    }

    /** 80 million leaves: one hash stands for each node that is asked for. */
    @Test
    void provesOneOfEightyMillionInLessThanThreeKilobytes() {
        var path = MerkleProof.inclusion(39_999_999, 80_000_000, (level, index) -> leaf(level));

        assertThat(path).hasSizeLessThanOrEqualTo(27);
        assertThat(path.stream().mapToInt(hash -> 2 * hash.length + 1).sum()).isLessThan(3_000);
    }

    @Test
    void refusesWhatIsNoEdge() {
        assertThatThrownBy(() -> Frontier.read(3, "00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleProof.inclusion(3, 3, this::node)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleProof.consistency(0, 3, this::node))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
