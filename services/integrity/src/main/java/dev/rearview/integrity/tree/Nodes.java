package dev.rearview.integrity.tree;

/** The complete subtrees of a tree. */
public interface Nodes {
  /**
   * The hash of a complete subtree.
   *
   * @param level 0 for leaves; it has 2^{@code level} leaves
   * @param index its place among those of its level, from 0
   * @throws MissingNodeException where it is not there
   */
  byte[] node(int level, long index);

  /** A node that a proof needs is not there. */
  final class MissingNodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingNodeException(int level, long index) {
      super("the tree's node %d of level %d is not kept here".formatted(index, level));
    }
  }
}
