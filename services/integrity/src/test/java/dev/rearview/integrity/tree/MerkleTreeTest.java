package dev.rearview.integrity.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final int MANY = 600;
  private static final int PROVEN = 300;

  private final TreeHasher hasher = new TreeHasher();

  /** Leaves of one to sixteen bytes; the roots were computed by other code than ours. */
  @Test
  void rootsOfASmallTreeAreThese() {
    List<String> data =
        List.of(
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    List<String> roots =
        List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    CompactRange range = CompactRange.EMPTY;
    for (int size = 0; size <= data.size(); size++) {
      assertThat(HEX.formatHex(range.root(hasher))).isEqualTo(roots.get(size));
      if (size < data.size()) {
        range = range.append(NaiveTree.leaf(HEX.parseHex(data.get(size))), hasher);
      }
    }
  }

  @Test
  void theRootOfEverySizeIsTheStandards() {
    List<byte[]> leaves = NaiveTree.leaves(MANY);
    NaiveTree naive = new NaiveTree(leaves);
    CompactRange range = CompactRange.EMPTY;
    for (int size = 0; size < MANY; size++) {
      assertThat(range.size()).isEqualTo(size);
      assertThat(range.root(hasher)).isEqualTo(naive.root(size));
      assertThat(range.hashes()).hasSize(Integer.bitCount(size));
      assertThat(CompactRange.decode(ByteBuffer.wrap(range.encode()))).isEqualTo(range);
      assertThat(CompactRange.of(size, range.hashes())).isEqualTo(range);
      range = range.append(leaves.get(size), hasher);
    }
  }

  @Test
  void everyProofOfEverySizeIsTheStandards() {
    List<byte[]> leaves = NaiveTree.leaves(PROVEN);
    NaiveTree naive = new NaiveTree(leaves);
    Proofs proofs = new Proofs(new Tiles(filled(leaves)));
    for (int size = 1; size <= PROVEN; size++) {
      byte[] root = naive.root(size);
      assertThat(proofs.root(size)).isEqualTo(root);
      for (int i = 0; i < size; i += step(size, i)) {
        List<byte[]> proof = proofs.inclusion(i, size);
        assertThat(hex(proof)).isEqualTo(hex(naive.path(i, size)));
        assertThat(ProofVerifier.includes(leaves.get(i), i, size, proof, root)).isTrue();
      }
      for (int older = 0; older <= size; older += step(size, older)) {
        List<byte[]> proof = proofs.consistency(older, size);
        if (older > 0) {
          assertThat(hex(proof)).isEqualTo(hex(naive.proof(older, size)));
        }
        byte[] olderRoot = naive.root(older);
        assertThat(ProofVerifier.isConsistent(older, olderRoot, size, root, proof)).isTrue();
      }
    }
  }

  /** Every place of a tree up to 128 leaves, and of larger ones some of them and all at the end. */
  private static int step(int size, int place) {
    return size <= 128 || size - place < 10 ? 1 : 7;
  }

  @Test
  void aProofProvesNothingElse() {
    Random random = new Random(11);
    List<byte[]> leaves = NaiveTree.leaves(PROVEN);
    NaiveTree naive = new NaiveTree(leaves);
    Proofs proofs = new Proofs(new Tiles(filled(leaves)));
    for (int round = 0; round < 1_000; round++) {
      int size = 2 + random.nextInt(PROVEN - 2);
      int index = random.nextInt(size);
      byte[] root = naive.root(size);
      List<byte[]> proof = damaged(proofs.inclusion(index, size), random);
      assertThat(ProofVerifier.includes(leaves.get(index), index, size, proof, root)).isFalse();
      List<byte[]> right = proofs.inclusion(index, size);
      int other = (index + 1 + random.nextInt(size - 1)) % size;
      assertThat(ProofVerifier.includes(leaves.get(other), index, size, right, root)).isFalse();
      assertThat(ProofVerifier.includes(leaves.get(index), other, size, right, root)).isFalse();
      assertThat(ProofVerifier.includes(leaves.get(index), index, size, right, new byte[32]))
          .isFalse();

      int older = 1 + random.nextInt(size - 1);
      byte[] olderRoot = naive.root(older);
      List<byte[]> consistency = proofs.consistency(older, size);
      assertThat(
              ProofVerifier.isConsistent(
                  older, olderRoot, size, root, damaged(consistency, random)))
          .isFalse();
      assertThat(ProofVerifier.isConsistent(older, root, size, root, consistency)).isFalse();
      assertThat(ProofVerifier.isConsistent(older, olderRoot, size, olderRoot, consistency))
          .isFalse();
    }
  }

  private static List<byte[]> damaged(List<byte[]> proof, Random random) {
    List<byte[]> changed = new ArrayList<>(proof);
    int at = random.nextInt(proof.size());
    switch (random.nextInt(4)) {
      case 0 -> changed.remove(at);
      case 1 -> changed.add(at, new byte[32]);
      case 2 -> changed.set(at, new byte[31]);
      default -> {
        byte[] flipped = proof.get(at).clone();
        flipped[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
        changed.set(at, flipped);
      }
    }
    return changed;
  }

  @Test
  void tilesOfALargeTreeHoldEveryNodeAndProofsReadFewOfThem() {
    int size = 256 * 256 + 256 + 7;
    List<byte[]> leaves = NaiveTree.leaves(size);
    MemoryTiles tiles = filled(leaves);
    byte[] root = new NaiveTree(leaves).root(size);
    CompactRange range = CompactRange.EMPTY;
    for (byte[] leaf : leaves) {
      range = range.append(leaf, hasher);
    }

    assertThat(range.root(hasher)).isEqualTo(root);
    assertThat(new Proofs(new Tiles(tiles)).range(size)).isEqualTo(range);
    assertThat(tiles.hashes()).isEqualTo(size + size / 256 + size / 256 / 256);
    for (int index : new int[] {0, 1, 255, 256, 65_535, 65_536, size - 8, size - 1}) {
      long before = tiles.reads();
      Proofs proofs = new Proofs(new Tiles(tiles));
      List<byte[]> proof = proofs.inclusion(index, size);
      assertThat(tiles.reads() - before).isLessThan(6);
      assertThat(ProofVerifier.includes(leaves.get(index), index, size, proof, root)).isTrue();
      byte[] older = proofs.root(index);
      List<byte[]> consistency = proofs.consistency(index, size);
      assertThat(ProofVerifier.isConsistent(index, older, size, root, consistency)).isTrue();
    }
  }

  @Test
  void takingLeavesAgainChangesNothing() {
    List<byte[]> leaves = NaiveTree.leaves(700);
    MemoryTiles tiles = filled(leaves);
    TileWriter again = new TileWriter(tiles, new TreeHasher());
    for (int i = 500; i < 700; i++) {
      again.put(i, leaves.get(i));
    }

    assertThat(new Proofs(new Tiles(tiles)).root(700)).isEqualTo(new NaiveTree(leaves).root(700));
    assertThat(tiles.hashes()).isEqualTo(700 + 2);
  }

  @Test
  void whatIsMissingOrImpossibleIsSaid() {
    Tiles tiles = new Tiles(filled(NaiveTree.leaves(10)));
    assertThatThrownBy(() -> new Proofs(tiles).inclusion(3, 11))
        .isInstanceOf(Nodes.MissingNodeException.class);
    assertThatThrownBy(() -> new Proofs(tiles).inclusion(10, 10)).hasMessageContaining("leaf 10");
    assertThatThrownBy(() -> new Proofs(tiles).consistency(11, 10)).hasMessageContaining("11");
    assertThatThrownBy(() -> new TileWriter(new MemoryTiles(), hasher).put(255, new byte[32]))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> CompactRange.of(3, List.of(new byte[32])))
        .hasMessageContaining("2 complete subtrees, not 1");
    assertThatThrownBy(() -> CompactRange.decode(ByteBuffer.wrap(new byte[9 - 2])))
        .hasMessageContaining("cut");
    assertThatThrownBy(() -> hasher.node(new byte[32], new byte[31])).hasMessageContaining("31");
  }

  private static List<String> hex(List<byte[]> hashes) {
    return hashes.stream().map(HEX::formatHex).toList();
  }

  private static MemoryTiles filled(List<byte[]> leaves) {
    MemoryTiles tiles = new MemoryTiles();
    TileWriter writer = new TileWriter(tiles, new TreeHasher());
    for (int i = 0; i < leaves.size(); i++) {
      writer.put(i, leaves.get(i));
    }
    return tiles;
  }
}
