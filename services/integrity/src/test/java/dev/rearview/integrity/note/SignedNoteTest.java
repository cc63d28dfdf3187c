package dev.rearview.integrity.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.integrity.note.SignedNote.Trust;
import dev.rearview.integrity.tree.CompactRange;
import dev.rearview.integrity.tree.TreeHasher;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
  /** Private key, public key and a signed note as other programs of signed notes publish them. */
  private static final String PRIVATE_KEY =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

  private static final String PUBLIC_KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String TEXT =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n";

  private static final String NOTE =
      TEXT
          + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqf"
          + "qdngotpRZb6KE6RyyBwJnAM=\n";

  private final SecureRandom random = new SecureRandom();

  @Test
  void signsWhatOtherProgramsSign() throws NoteException {
    NoteSigner signer = NoteSigner.parse(PRIVATE_KEY);

    assertThat(signer.verifier().vkey()).isEqualTo(PUBLIC_KEY);
    assertThat(signer.privateKey()).isEqualTo(PRIVATE_KEY);
    assertThat(signer.toString()).doesNotContain("AYEKFALV");
    assertThat(SignedNote.sign(TEXT, List.of(signer)).format()).isEqualTo(NOTE);
    assertThat(SignedNote.parse(NOTE).trust(List.of(VerifierKey.parse(PUBLIC_KEY))))
        .isEqualTo(Trust.SIGNED);
  }

  /** RFC 8032, section 7.1, test 1. */
  @Test
  void aSeedGivesItsPublicKey() throws NoteException {
    byte[] seed =
        HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    NoteSigner signer =
        NoteSigner.generate(
            "test",
            new SecureRandom() {
              @Override
              public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, 32);
              }
            });
    byte[] publicKey =
        HexFormat.of().parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    assertThat(signer.verifier()).isEqualTo(VerifierKey.of("test", publicKey));
    assertThat(HexFormat.of().formatHex(signer.sign("")))
        .isEqualTo(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e3970"
                + "1cf9b46bd25bf5f0595bbe24655141438e7a100b");
  }

  @Test
  void unknownKeysAndBadSignaturesAreToldApart() throws NoteException {
    NoteSigner old = NoteSigner.generate("rearview", random);
    NoteSigner fresh = NoteSigner.generate("rearview", random);
    NoteSigner stranger = NoteSigner.generate("rearview", random);
    SignedNote both = SignedNote.parse(SignedNote.sign(TEXT, List.of(old, fresh)).format());

    assertThat(both.trust(List.of(old.verifier()))).isEqualTo(Trust.SIGNED);
    assertThat(both.trust(List.of(fresh.verifier()))).isEqualTo(Trust.SIGNED);
    assertThat(both.trust(List.of(stranger.verifier(), old.verifier()))).isEqualTo(Trust.SIGNED);
    assertThat(both.trust(List.of(stranger.verifier()))).isEqualTo(Trust.UNKNOWN_KEY);
    assertThat(both.trust(List.of())).isEqualTo(Trust.UNKNOWN_KEY);
    SignedNote changed = new SignedNote(TEXT.replace("answer", "cause"), both.signatures());
    assertThat(changed.trust(List.of(old.verifier()))).isEqualTo(Trust.BAD_SIGNATURE);
    SignedNote cut =
        new SignedNote(
            TEXT,
            both.signatures().stream()
                .map(s -> new SignedNote.NoteSignature(s.name(), s.keyHash(), new byte[63]))
                .toList());
    assertThat(cut.trust(List.of(old.verifier()))).isEqualTo(Trust.BAD_SIGNATURE);
  }

  @Test
  void everyChangedByteOfANoteIsNoticed() throws NoteException {
    NoteSigner signer = NoteSigner.generate("rearview", random);
    String note =
        SignedNote.sign(
                new Checkpoint("rearview/default", 12, new byte[32], 1_705_333_643_000L).text(),
                List.of(signer))
            .format();
    int accepted = 0;
    for (int i = 0; i < note.length(); i++) {
      String changed = note.substring(0, i) + (char) (note.charAt(i) ^ 1) + note.substring(i + 1);
      try {
        SignedNote read = SignedNote.parse(changed);
        boolean same =
            read.text().equals(SignedNote.parse(note).text())
                && read.signatures().equals(SignedNote.parse(note).signatures());
        accepted += read.trust(List.of(signer.verifier())) == Trust.SIGNED && !same ? 1 : 0;
      } catch (NoteException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(accepted).isZero();
  }

  @Test
  void aFileHoldsSeveralNotes() throws NoteException {
    NoteSigner signer = NoteSigner.generate("rearview", random);
    String first = SignedNote.sign("a\n1\n", List.of(signer, signer)).format();
    String second = SignedNote.sign("b\n2\n", List.of(signer)).format();

    assertThat(SignedNote.parseAll(first + second))
        .extracting(SignedNote::text)
        .containsExactly("a\n1\n", "b\n2\n");
    assertThat(SignedNote.parseAll("\n" + first + "\n\n" + second + "\n")).hasSize(2);
    assertThat(SignedNote.parseAll("\n\n")).isEmpty();
    assertThatThrownBy(() -> SignedNote.parseAll(first + "b\n2\n"))
        .isInstanceOf(NoteException.class)
        .hasMessageContaining("line 6: ");
    assertThatThrownBy(
            () -> SignedNote.parseAll(first + second.replace("— rearview ", "— rearview")))
        .hasMessageContaining("line 9: ");
  }

  @Test
  void whatIsNoNoteIsRefusedWithItsLine() {
    assertRefused("text\n", "empty line before its signatures");
    assertRefused("text\n\n", "line 3: a note has 1 to 100 signatures, not 0");
    assertRefused("text\n\n— name\n", "line 3: a signature reads");
    assertRefused("text\n\n— name !!!!\n", "line 3: the signature is not base64");
    assertRefused("text\n\n— name AAAA\n", "line 3: the signature is too short");
    assertRefused("text\n\n— na+me AAAAAAAA\n", "line 3: a key's name has neither spaces nor '+'");
    assertRefused("text\n\n— name AAAAAAAA", "line 3: the note does not end with a line end");
    assertRefused("te\txt\n\n— name AAAAAAAA\n", "line 1: a control character (9)");
    assertRefused("x".repeat(SignedNote.MAX_LENGTH + 1), "at most 1000000 characters");
  }

  private static void assertRefused(String note, String why) {
    assertThatThrownBy(() -> SignedNote.parse(note))
        .isInstanceOf(NoteException.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatIsNoKeyIsRefused() {
    assertNoKey("name", "name+hash+key");
    assertNoKey("name+00000000+ARpc", "32 bytes, not 2");
    assertNoKey("name+0000000z+ARpc", "8 hexadecimal digits");
    assertNoKey(PUBLIC_KEY.replace("c74f20a3", "c74f20a4"), "give the number c74f20a3");
    assertNoKey(PUBLIC_KEY.replace("ARpc", "Ahpc"), "only Ed25519 keys");
    assertNoKey(
        PUBLIC_KEY.replace("PeterN", " eterN"), "8 hexadecimal digits|give the number|spaces");
    assertThatThrownBy(() -> NoteSigner.parse(PRIVATE_KEY.replace("PeterN", "PaulaN")))
        .isInstanceOf(NoteException.class)
        .hasMessageNotContaining("AYEKFALV");
    assertThatThrownBy(() -> NoteSigner.parse(PUBLIC_KEY)).isInstanceOf(NoteException.class);
    assertThatThrownBy(() -> NoteSigner.generate("a b", random)).hasMessageContaining("spaces");
  }

  private static void assertNoKey(String vkey, String why) {
    assertThatThrownBy(() -> VerifierKey.parse(vkey))
        .isInstanceOf(NoteException.class)
        .hasMessageMatching("(?s).*(" + why.replace("+", "\\+") + ").*");
  }

  @Test
  void checkpointsReadAsTheyWereWritten() throws NoteException {
    Checkpoint checkpoint = new Checkpoint("rearview/shop", 7, hash(3), 1_705_333_643_000L);

    assertThat(checkpoint.text())
        .isEqualTo(
            "rearview/shop\n7\nAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=\ntime 1705333643000\n");
    assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    assertThat(checkpoint.world()).isEqualTo("shop");
    Checkpoint plain = new Checkpoint("o", 0, hash(0), -1);
    assertThat(Checkpoint.parse(plain.text())).isEqualTo(plain);
    assertThat(Checkpoint.parse(plain.text() + "something else\n")).isEqualTo(plain);
    for (String wrong :
        List.of("o\n", "o\n-1\nx\n", "o\n01\nx\n", "o\n9223372036854775808\nx\n", "o\n7\nAwM=\n")) {
      assertThatThrownBy(() -> Checkpoint.parse(wrong))
          .isInstanceOf(NoteException.class)
          .hasMessageStartingWith("line ");
    }
  }

  @Test
  void pruneRecordsReadAsTheyWereWritten() throws NoteException {
    TreeHasher hasher = new TreeHasher();
    CompactRange tree = CompactRange.EMPTY;
    for (int i = 0; i < 11; i++) {
      tree = tree.append(hash(i), hasher);
    }
    PruneRecord record = new PruneRecord("rearview/shop", hash(9), tree, 5);

    assertThat(PruneRecord.parse(record.text())).isEqualTo(record);
    assertThat(record.boundary()).isEqualTo(11);
    assertThat(record.world()).isEqualTo("shop");
    assertThat(PruneRecord.isOne(record.text())).isTrue();
    assertThatThrownBy(() -> Checkpoint.parse(record.text())).isInstanceOf(NoteException.class);
    String other = record.text().replace("\n11\n", "\n12\n");
    assertThatThrownBy(() -> PruneRecord.parse(other)).hasMessageContaining("root");
  }

  private static byte[] hash(int fill) {
    byte[] hash = new byte[32];
    java.util.Arrays.fill(hash, (byte) fill);
    return hash;
  }
}
