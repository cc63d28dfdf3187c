package dev.rearview.integrity.tree;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The definitions of RFC 6962, section 2.1, word for word: what the product's code is held against.
 * The roots of ranges are remembered, as there are so many questions for them.
 */
final class NaiveTree {
  private final List<byte[]> leaves;
  private final Map<Long, byte[]> roots = new HashMap<>();

  /** D, given by its leaf hashes. */
  NaiveTree(List<byte[]> leaves) {
    this.leaves = leaves;
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] leaf(byte[] data) {
    return sha256(new byte[] {0}, data);
  }

  /** Leaf hashes of the numbers from 0. */
  static List<byte[]> leaves(int count) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(leaf(ByteBuffer.allocate(4).putInt(i).array()));
    }
    return leaves;
  }

  /** MTH(D[0:n]). */
  byte[] root(int n) {
    return root(0, n);
  }

  private byte[] root(int from, int to) {
    long range = ((long) from << 32) | to;
    byte[] known = roots.get(range);
    if (known != null) {
      return known;
    }
    byte[] root;
    if (from == to) {
      root = sha256();
    } else if (to - from == 1) {
      root = leaves.get(from);
    } else {
      int k = from + k(to - from);
      root = sha256(new byte[] {1}, root(from, k), root(k, to));
    }
    roots.put(range, root);
    return root;
  }

  /** PATH(m, D[0:n]). */
  List<byte[]> path(int m, int n) {
    return path(m, 0, n);
  }

  private List<byte[]> path(int m, int from, int to) {
    if (to - from == 1) {
      return List.of();
    }
    int k = k(to - from);
    List<byte[]> path = new ArrayList<>();
    if (m < k) {
      path.addAll(path(m, from, from + k));
      path.add(root(from + k, to));
    } else {
      path.addAll(path(m - k, from + k, to));
      path.add(root(from, from + k));
    }
    return path;
  }

  /** PROOF(m, D[0:n]). */
  List<byte[]> proof(int m, int n) {
    return subproof(m, 0, n, true);
  }

  private List<byte[]> subproof(int m, int from, int to, boolean b) {
    if (m == to - from) {
      return b ? List.of() : List.of(root(from, to));
    }
    int k = k(to - from);
    List<byte[]> proof = new ArrayList<>();
    if (m <= k) {
      proof.addAll(subproof(m, from, from + k, b));
      proof.add(root(from + k, to));
    } else {
      proof.addAll(subproof(m - k, from + k, to, false));
      proof.add(root(from, from + k));
    }
    return proof;
  }

  private static int k(int n) {
    int k = 1;
    while (2 * k < n) {
      k *= 2;
    }
    return k;
  }
}
