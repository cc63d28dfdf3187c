package dev.rearview.replay.proof;

import dev.rearview.replay.log.OrderedBytes;

/** Where trees and notes are kept, whichever instance holds them. */
public interface TreeHoldings {
  /** The hashes of the partition that a world's tree lies in, under {@link TreeKeys}. */
  OrderedBytes tree(String world);

  /** The newest notes and the public keys, under the keys of their topic. */
  OrderedBytes notes();
}
