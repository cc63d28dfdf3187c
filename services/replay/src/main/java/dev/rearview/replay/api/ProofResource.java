package dev.rearview.replay.api;

import dev.rearview.replay.RefusedException;
import dev.rearview.replay.proof.LogProofs;
import dev.rearview.replay.wiring.ReplayLifecycle;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What proves that nobody changed the log: signed checkpoints, proofs, public keys. */
@Path("/api/v1/log")
public class ProofResource {
  private final ReplayLifecycle replay;

  ProofResource(ReplayLifecycle replay) {
    this.replay = replay;
  }

  record Inclusion(
      String world, long seq, long size, String leaf, String root, List<String> hashes) {
    static Inclusion of(LogProofs.Inclusion p) {
      return new Inclusion(
          p.world(), p.seq(), p.size(), base64(p.leaf()), base64(p.root()), base64(p.hashes()));
    }
  }

  record Consistency(
      String world, long from, long to, String fromRoot, String toRoot, List<String> hashes) {
    static Consistency of(LogProofs.Consistency p) {
      return new Consistency(
          p.world(),
          p.from(),
          p.to(),
          base64(p.fromRoot()),
          base64(p.toRoot()),
          base64(p.hashes()));
    }
  }

  record PublicKeys(List<String> keys) {}

  @GET
  @Path("checkpoint")
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(
      summary = "The newest signed checkpoint",
      description =
          "A C2SP signed note: origin, size, root of the RFC 6962 tree in base64, time; then the"
              + " signatures. Keep it elsewhere: rearview verify --against holds the log against it.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_PLAIN,
              examples =
                  @ExampleObject(
                      name = "checkpoint",
                      value =
                          """
                          rearview/default
                          15368405
                          CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
                          time 1705333643000

                          — rearview x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                          """)))
  @APIResponse(responseCode = "404", description = "There is none yet: no_checkpoint")
  public String checkpoint(@QueryParam("world") @Nullable String world) {
    return replay.proofs().checkpoint(Asked.world(world));
  }

  @GET
  @Path("prune")
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(
      summary = "The newest prune record, a signed note",
      description =
          "What proves a log whose beginning was pruned: the boundary's sequence number, the"
              + " chain's hash, the tree's root and its left edge there.")
  @APIResponse(responseCode = "404", description = "The log was never pruned: not_pruned")
  public String pruned(@QueryParam("world") @Nullable String world) {
    return replay.proofs().pruned(Asked.world(world));
  }

  @GET
  @Path("keys")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "The public keys of checkpoints, as C2SP vkeys",
      description =
          "As whoever writes to the log says: compare them with those that the keeper of the log"
              + " gives out another way.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              examples =
                  @ExampleObject(
                      name = "keys",
                      value =
                          "{\"keys\":[\"rearview+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\"]}")))
  public String keys() {
    return Json.write(new PublicKeys(replay.proofs().keys()));
  }

  @GET
  @Path("proof")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Proves that an entry is in the log (seq), or that the log only grew (from, to)",
      description =
          "RFC 6962 proofs over SHA-256, hashes in base64. With seq: the inclusion of that entry in"
              + " the log of the given size. With from and to: the consistency of both sizes. Where"
              + " size or to is left out, it is that of the newest checkpoint.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              examples = {
                @ExampleObject(
                    name = "inclusion",
                    summary = "?seq=2&size=3",
                    value =
                        "{\"world\":\"default\",\"seq\":2,\"size\":3,"
                            + "\"leaf\":\"lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=\","
                            + "\"root\":\"rrbmv+9ow2xhxlFLB0clFTmDEXSNF9Sa/X3nWVtfoXs=\","
                            + "\"hashes\":[\"bjQLnP+zepiceNtFVpnTlQzoVaJ8QbOIU1f2ObuhA8g=\","
                            + "\"B5Rkd1l9mU7vO3ALBw/BPqVGfaE0b5q6R4ZwqM1K4Kk=\"]}"),
                @ExampleObject(
                    name = "consistency",
                    summary = "?from=2&to=3",
                    value =
                        "{\"world\":\"default\",\"from\":2,\"to\":3,"
                            + "\"from_root\":\"+sVCA8xpbPDf3LQskqHZuvdAMmSQUsTAvRMAWVBbwSo=\","
                            + "\"to_root\":\"rrbmv+9ow2xhxlFLB0clFTmDEXSNF9Sa/X3nWVtfoXs=\","
                            + "\"hashes\":[\"B5Rkd1l9mU7vO3ALBw/BPqVGfaE0b5q6R4ZwqM1K4Kk=\"]}")
              }))
  public String proof(
      @QueryParam("world") @Nullable String world,
      @QueryParam("seq") @Nullable Long seq,
      @QueryParam("size") @DefaultValue("0") long size,
      @QueryParam("from") @Nullable Long from,
      @QueryParam("to") @DefaultValue("0") long to) {
    String asked = Asked.world(world);
    if ((seq == null) == (from == null)) {
      throw RefusedException.wrong(
          "bad_proof", "a proof is asked for with seq (and size), or with from (and to)");
    }
    return seq != null
        ? Json.write(Inclusion.of(replay.proofs().inclusion(asked, seq, size)))
        : Json.write(
            Consistency.of(replay.proofs().consistency(asked, from == null ? 0 : from, to)));
  }

  private static String base64(byte[] hash) {
    return Base64.getEncoder().encodeToString(hash);
  }

  private static List<String> base64(List<byte[]> hashes) {
    return hashes.stream().map(ProofResource::base64).toList();
  }
}
