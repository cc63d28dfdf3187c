package dev.rearview.integrity.tree;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks proofs, with the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2, which say for RFC
 * 6962's trees how it is done. Knows nothing of how proofs are made.
 */
public final class ProofVerifier {
  private ProofVerifier() {}

  /**
   * Whether a leaf is in the tree with this root.
   *
   * @param leaf the leaf's hash
   * @param index its place, from 0
   */
  public static boolean includes(
      byte[] leaf, long index, long size, List<byte[]> proof, byte[] root) {
    if (index < 0 || index >= size || !areHashes(proof) || !isHash(leaf)) {
      return false;
    }
    TreeHasher hasher = new TreeHasher();
    long node = index;
    long last = size - 1;
    byte[] hash = leaf;
    for (byte[] sibling : proof) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = hasher.node(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>>= 1;
          last >>>= 1;
        }
      } else {
        hash = hasher.node(hash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && Arrays.equals(hash, root);
  }

  /** Whether the tree with the older root is the beginning of the tree with the newer one. */
  public static boolean isConsistent(
      long older, byte[] olderRoot, long newer, byte[] newerRoot, List<byte[]> proof) {
    if (older < 0 || older > newer || !areHashes(proof)) {
      return false;
    }
    TreeHasher hasher = new TreeHasher();
    if (older == 0) {
      return proof.isEmpty() && Arrays.equals(olderRoot, hasher.empty());
    }
    if (older == newer) {
      return proof.isEmpty() && Arrays.equals(olderRoot, newerRoot);
    }
    return connects(older, olderRoot, newer, newerRoot, proof, hasher);
  }

  private static boolean connects(
      long older,
      byte[] olderRoot,
      long newer,
      byte[] newerRoot,
      List<byte[]> proof,
      TreeHasher hasher) {
    Iterator<byte[]> hashes = proof.iterator();
    boolean complete = Long.bitCount(older) == 1;
    byte @Nullable [] first = complete ? olderRoot : next(hashes);
    if (first == null || !isHash(first)) {
      return false;
    }
    int skipped = Long.numberOfTrailingZeros(~(older - 1));
    long node = (older - 1) >>> skipped;
    long last = (newer - 1) >>> skipped;
    byte[] inOlder = first;
    byte[] inNewer = first;
    while (hashes.hasNext()) {
      byte[] hash = hashes.next();
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        inOlder = hasher.node(hash, inOlder);
        inNewer = hasher.node(hash, inNewer);
        while ((node & 1) == 0 && node != 0) {
          node >>>= 1;
          last >>>= 1;
        }
      } else {
        inNewer = hasher.node(inNewer, hash);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && Arrays.equals(inOlder, olderRoot) && Arrays.equals(inNewer, newerRoot);
  }

  private static byte @Nullable [] next(Iterator<byte[]> hashes) {
    return hashes.hasNext() ? hashes.next() : null;
  }

  private static boolean areHashes(List<byte[]> proof) {
    return proof.stream().allMatch(ProofVerifier::isHash);
  }

  private static boolean isHash(byte[] hash) {
    return hash.length == TreeHasher.HASH_LENGTH;
  }
}
