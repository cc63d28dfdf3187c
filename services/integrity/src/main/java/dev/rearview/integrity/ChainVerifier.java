package dev.rearview.integrity;

import dev.rearview.integrity.Damage.Kind;
import dev.rearview.model.Event;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes one world's chain from its entries, in the order in which they stand, and names what
 * is wrong with it. Memory is bounded: it keeps the newest entry's hash, up to {@value #MAX_HOLES}
 * ranges of missing numbers and up to {@value #MAX_DAMAGE} findings.
 *
 * <p>How it tells the kinds apart: an entry whose content does not give its own hash was edited.
 * One that was edited and hashed anew is given away by its successor, which is chained to the entry
 * that stood there before. Numbers that are skipped are a hole; what comes later fills it (reorder)
 * or does not (deletion), and where the chain joins across it there never was an entry (gap). A
 * number that comes twice is a fork. A whole log that was chained anew from some entry on shows
 * only against an {@link Expectation}: against a kept checkpoint as a fork, named with the first
 * entry behind the last checkpoint that still agrees. Not safe for use by several threads at once.
 */
public final class ChainVerifier {
  /** Most findings that are kept, the lowest sequence numbers first; all are counted. */
  public static final int MAX_DAMAGE = 100;

  /** Most ranges of missing numbers that are kept open for entries that come later. */
  static final int MAX_HOLES = 10_000;

  private static final int MAX_BRANCHES = 8;
  private static final HexFormat HEX = HexFormat.of();

  private final String world;
  private final Expectation expectation;
  private final TreeSet<Damage> damage = new TreeSet<>();
  private final Holes holes = new Holes(MAX_HOLES);
  private long damageCount;
  private long checked;
  private long firstSeq;
  private long lastSeq;
  private String headHash = HashChain.GENESIS;

  /** The number that is due. */
  private long next;

  /** The hashes that the entry due may be chained to; empty: not known, or {@code only}. */
  private final Set<String> heads = new HashSet<>();

  /** The one hash that the entry due may be chained to; null: {@code heads} says. */
  private byte @Nullable [] only;

  private final MessageDigest digest = HashChain.sha256();
  private final LeafEncoding encoding = new LeafEncoding();
  private final TreeCheck tree;

  /** Things that stood in place of entries since the last entry. */
  private long unreadable;

  /** An entry that is not chained to the one before it, while it is open which of both is wrong. */
  private @Nullable Long unlinked;

  public ChainVerifier(String world, Expectation expectation) {
    this.world = world;
    this.expectation = expectation;
    next = expectation.firstSeq();
    if (expectation.prevHash() != null) {
      heads.add(expectation.prevHash());
      only = hash(expectation.prevHash());
    }
    tree = new TreeCheck(expectation.tree(), expectation.checkpoints());
    compareRoot();
  }

  /**
   * Takes the entry that stands next in the log where all is well with it, at little cost.
   *
   * @param seq its number
   * @param prevHash what it says to be chained to, 32 bytes
   * @param hash what it says its hash is, 32 bytes; kept, so that it must not change
   * @param leaf what its content gives, 32 bytes; kept, so that it must not change
   * @return false where all is not well, or cannot be told like that: nothing happened then, and
   *     {@link #accept} wants the entry
   */
  public boolean acceptWhole(long seq, byte[] prevHash, byte[] hash, byte[] leaf) {
    if (seq != next
        || only == null
        || unreadable != 0
        || unlinked != null
        || (seq == expectation.size() && expectation.head() != null)
        || !Arrays.equals(only, prevHash)
        || !Arrays.equals(HashChain.link(prevHash, leaf, digest), hash)) {
      return false;
    }
    checked++;
    firstSeq = firstSeq == 0 ? seq : firstSeq;
    lastSeq = seq;
    next = seq + 1;
    only = hash;
    heads.clear();
    tree.append(seq, leaf);
    compareRoot();
    return true;
  }

  /** What may have been taken at little cost, in the words of everything else. */
  private void spellOut() {
    if (only != null) {
      String hex = HEX.formatHex(only);
      only = null;
      heads.clear();
      heads.add(hex);
      headHash = lastSeq == 0 ? HashChain.GENESIS : hex;
    }
  }

  private void compareRoot() {
    TreeCheck.Difference found = tree.compare();
    if (found != null && damageCount == 0) {
      report(
          found.firstSeq(),
          Kind.FORK,
          "entries %d to %d are not all those of the checkpoint at %d: they give the root %s, but it says %s"
              .formatted(
                  found.firstSeq(),
                  found.checkpoint().size(),
                  found.checkpoint().size(),
                  found.root(),
                  HEX.formatHex(found.checkpoint().root())));
    }
  }

  /**
   * Takes the entry that stands next in the log.
   *
   * @throws IllegalArgumentException where it belongs to another world
   */
  public void accept(Event entry) {
    if (!entry.world().equals(world)) {
      throw new IllegalArgumentException(
          "an entry of world '%s' in the log of '%s'".formatted(entry.world(), world));
    }
    spellOut();
    checked++;
    byte[] leaf = leafOf(entry, entry.globalSeq());
    boolean whole = leaf != null;
    long seq = whole ? entry.globalSeq() : place(entry);
    if (!whole || seq == 0) {
      report(seq == 0 ? next : seq, Kind.EDIT, edited(entry, seq));
    }
    if (seq == 0) {
      return;
    }
    firstSeq = firstSeq == 0 ? seq : Math.min(firstSeq, seq);
    if (seq >= next) {
      boolean nextInLine = seq == next && unreadable == 0;
      advance(entry, seq, whole);
      if (leaf != null && nextInLine) {
        tree.append(seq, leaf);
        compareRoot();
      } else {
        tree.lose();
      }
      only = heads.size() == 1 ? hash(entry.hash()) : null;
    } else {
      lookBack(entry, seq, whole);
    }
  }

  /** Takes note that something stands next in the log that cannot be read as an entry. */
  public void acceptUnreadable(String why) {
    spellOut();
    tree.lose();
    checked++;
    report(next + unreadable, Kind.EDIT, "no entry can be read: " + why);
    unreadable++;
    heads.clear();
    settleUnlinked(false);
  }

  /** Takes note that the log breaks off in the middle of an entry. */
  public void acceptBrokenOff(String why) {
    report(next + unreadable, Kind.TRUNCATION, "the log breaks off inside an entry: " + why);
  }

  /** What was found. Call it once, after the last entry. */
  public Verification finish() {
    spellOut();
    settleUnlinked(false);
    for (Holes.Hole hole = holes.pollLowest(); hole != null; hole = holes.pollLowest()) {
      reportDeletion(hole);
    }
    long reached = next + unreadable - 1;
    long least = expectation.least();
    if (reached < least) {
      report(
          reached + 1,
          Kind.TRUNCATION,
          "the log ends with entry %d, but it had %d".formatted(reached, least));
    }
    List<Damage> found = new ArrayList<>(damage);
    return new Verification(
        world, checked, firstSeq, lastSeq, headHash, tree.root(), tree.held(), damageCount, found);
  }

  /**
   * Where an entry belongs whose content does not give its hash: its number may be what changed.
   */
  private long place(Event entry) {
    boolean due =
        entry.globalSeq() == next
            || (entry.prevHash() != null && heads.contains(entry.prevHash()))
            || leafOf(entry, next) != null;
    return due ? next : entry.globalSeq();
  }

  private void advance(Event entry, long seq, boolean whole) {
    boolean linked = entry.prevHash() != null && heads.contains(entry.prevHash());
    boolean judged = whole && !heads.isEmpty();
    if (seq > next + unreadable) {
      skip(seq, judged && linked);
      settleUnlinked(false);
    } else if (judged && !linked) {
      boolean explained = unlinked != null;
      settleUnlinked(true);
      unlinked = explained ? null : (Long) seq;
    } else {
      settleUnlinked(false);
    }
    heads.clear();
    if (whole && entry.hash() != null) {
      heads.add(entry.hash());
    }
    headHash = entry.hash() == null ? "" : entry.hash();
    lastSeq = seq;
    next = seq + 1;
    unreadable = 0;
    if (whole && seq == expectation.size()) {
      compareWithExpectedHead(seq);
    }
  }

  private void skip(long seq, boolean joined) {
    long from = next + unreadable;
    if (joined) {
      report(
          from,
          Kind.GAP,
          "entry %d is chained to entry %d: the numbers between were never given"
              .formatted(seq, from - 1));
      return;
    }
    Holes.Hole givenUp = holes.add(from, seq - 1);
    if (givenUp != null) {
      reportDeletion(givenUp);
    }
  }

  private void lookBack(Event entry, long seq, boolean whole) {
    Holes.Jump jump = holes.fill(seq);
    if (jump != null) {
      if (holes.firstToComeLater(jump)) {
        report(
            jump.from(),
            Kind.REORDER,
            "another entry stands in its place, and entry %d after entry %d"
                .formatted(seq, next - 1));
      }
      return;
    }
    if (seq < expectation.firstSeq()) {
      report(
          seq,
          Kind.REORDER,
          "it stands in a log that begins with entry %d".formatted(expectation.firstSeq()));
      return;
    }
    boolean repeated = seq == next - 1 && headHash.equals(entry.hash());
    report(
        seq,
        Kind.FORK,
        repeated ? "the same entry stands twice" : "another entry has the same number");
    if (seq == next - 1) {
      unlinked = null;
      if (whole && entry.hash() != null && heads.size() < MAX_BRANCHES) {
        heads.add(entry.hash());
      }
    }
  }

  /**
   * Says which entry was hashed anew, once the entry after it is known.
   *
   * @param brokenAgain whether the next entry is not chained to it either, which makes it the
   *     culprit
   */
  private void settleUnlinked(boolean brokenAgain) {
    if (unlinked == null) {
      return;
    }
    long later = unlinked;
    long culprit = brokenAgain || later == expectation.firstSeq() ? later : later - 1;
    report(
        culprit,
        Kind.EDIT,
        "entry %d is not chained to entry %d that stands before it".formatted(later, later - 1));
    unlinked = null;
  }

  private void compareWithExpectedHead(long seq) {
    if (expectation.head() != null && !expectation.head().equals(headHash)) {
      report(
          seq,
          Kind.FORK,
          "its hash is %s, but the log had %s here".formatted(headHash, expectation.head()));
    }
  }

  private void reportDeletion(Holes.Hole hole) {
    report(
        hole.first(),
        Kind.DELETION,
        hole.first() == hole.last()
            ? "entry %d is missing".formatted(hole.first())
            : "entries %d to %d are missing".formatted(hole.first(), hole.last()));
  }

  private void report(long seq, Kind kind, String detail) {
    damageCount++;
    damage.add(new Damage(seq, kind, detail));
    if (damage.size() > MAX_DAMAGE) {
      damage.pollLast();
    }
  }

  private static String edited(Event entry, long seq) {
    if (seq == 0) {
      return "an entry without a number (id %s)".formatted(entry.id());
    }
    if (entry.hash() == null || entry.prevHash() == null) {
      return "it carries no hash";
    }
    return seq == entry.globalSeq()
        ? "its content does not give its hash %s".formatted(entry.hash())
        : "its content does not give its hash %s; it calls itself entry %d"
            .formatted(entry.hash(), entry.globalSeq());
  }

  /** The leaf of an entry with this number; null where it does not give the entry's hash. */
  private byte @Nullable [] leafOf(Event entry, long seq) {
    byte[] prevHash = hash(entry.prevHash());
    byte[] stated = hash(entry.hash());
    if (prevHash == null || stated == null) {
      return null;
    }
    Event numbered = seq == entry.globalSeq() ? entry : entry.toBuilder().globalSeq(seq).build();
    byte[] leaf = HashChain.leaf(encoding.write(numbered), digest);
    return Arrays.equals(HashChain.link(prevHash, leaf, digest), stated) ? leaf : null;
  }

  /** Null where the text is not 32 bytes in lower-case hex. */
  private static byte @Nullable [] hash(@Nullable String hex) {
    if (hex == null || hex.length() != 2 * HashChain.HASH_LENGTH) {
      return null;
    }
    for (int i = 0; i < hex.length(); i++) {
      char c = hex.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return null;
      }
    }
    return HEX.parseHex(hex);
  }
}
