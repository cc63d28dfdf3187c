package dev.rearview.integrity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier found out about one world's log.
 *
 * @param checked entries looked at, the damaged ones among them
 * @param firstSeq the lowest sequence number seen; 0 where the log is empty
 * @param lastSeq the highest sequence number seen; 0 where the log is empty
 * @param headHash the hash that the highest entry carries, hex; {@link HashChain#GENESIS} where the
 *     log is empty, empty where the entry carries none
 * @param root the tree's root at the highest entry, hex; null where it cannot be known, as behind
 *     damage
 * @param held the largest size at which the log agrees with a kept checkpoint; 0: none
 * @param damageCount all damage that was found
 * @param damage the first of it by sequence number, at most {@link ChainVerifier#MAX_DAMAGE}
 */
public record Verification(
    String world,
    long checked,
    long firstSeq,
    long lastSeq,
    String headHash,
    @Nullable String root,
    long held,
    long damageCount,
    List<Damage> damage) {
  public Verification {
    damage = List.copyOf(damage);
  }

  /** Whether nothing is wrong with the log as far as the given expectation can tell. */
  public boolean valid() {
    return damageCount == 0;
  }
}
