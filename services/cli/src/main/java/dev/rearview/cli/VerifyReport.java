package dev.rearview.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rearview.integrity.Damage;
import dev.rearview.integrity.Verification;
import dev.rearview.integrity.export.KeptNotes;
import dev.rearview.integrity.note.PruneRecord;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What a verification found, for people and for programs. */
final class VerifyReport {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DAMAGED = 1;
  private static final int NOT_HELD = 3;

  private final List<Verification> worlds;
  private final KeptNotes kept;
  private final List<String> remarks;

  /** How it is written. */
  enum Format {
    TEXT,
    JSON
  }

  VerifyReport(List<Verification> worlds, KeptNotes kept, boolean keptAnything) {
    this.worlds = List.copyOf(worlds);
    this.kept = kept;
    this.remarks = new ArrayList<>(kept.remarks());
    if (keptAnything && !kept.checksSignatures()) {
      remarks.add(
          "the signatures of the kept checkpoints were not checked: name the keys that you trust with --key");
    }
  }

  int exitCode() {
    if (!worlds.stream().allMatch(Verification::valid)) {
      return DAMAGED;
    }
    return worlds.stream().allMatch(this::isHeld) ? 0 : NOT_HELD;
  }

  void write(Format format, PrintWriter out) {
    switch (format) {
      case TEXT -> text(out);
      case JSON -> out.println(json());
    }
    out.flush();
  }

  private void text(PrintWriter out) {
    for (Verification world : worlds) {
      out.println(
          "world %s: %,d entries, %d to %d, head %s: %s"
              .formatted(
                  world.world(),
                  world.checked(),
                  world.firstSeq(),
                  world.lastSeq(),
                  world.headHash(),
                  verdict(world)));
      PruneRecord pruned = kept.pruned(world.world());
      if (pruned != null) {
        out.println("  entries 1 to %d were pruned".formatted(pruned.boundary()));
      }
      if (world.root() != null) {
        out.println("  root at %d: %s".formatted(world.lastSeq(), world.root()));
      }
      for (Damage damage : world.damage()) {
        out.println(
            "  %d: %s: %s".formatted(damage.seq(), damage.kind().wireName(), damage.detail()));
      }
      if (world.damageCount() > world.damage().size()) {
        out.println("  and %,d more".formatted(world.damageCount() - world.damage().size()));
      }
    }
    remarks.forEach(remark -> out.println("note: " + remark));
  }

  private boolean isHeld(Verification world) {
    return kept.newest(world.world()) > 0;
  }

  private String verdict(Verification world) {
    if (!world.valid()) {
      return "DAMAGED";
    }
    return isHeld(world)
        ? "whole, as the kept checkpoint at %d says".formatted(kept.newest(world.world()))
        : "whole, but not held against a kept checkpoint";
  }

  private String json() {
    ObjectNode report = JSON.createObjectNode();
    ArrayNode all = report.putArray("worlds");
    for (Verification world : worlds) {
      ObjectNode one = all.addObject().put("world", world.world()).put("valid", world.valid());
      one.put("checked", world.checked()).put("first_seq", world.firstSeq());
      one.put("last_seq", world.lastSeq()).put("head_hash", world.headHash());
      if (world.root() != null) {
        one.put("root", world.root());
      }
      one.put("held_to", world.held()).put("kept_to", kept.newest(world.world()));
      PruneRecord pruned = kept.pruned(world.world());
      if (pruned != null) {
        one.put("pruned_to", pruned.boundary());
      }
      one.put("damage_count", world.damageCount());
      ArrayNode damage = one.putArray("damage");
      for (Damage found : world.damage()) {
        damage
            .addObject()
            .put("seq", found.seq())
            .put("kind", found.kind().wireName())
            .put("detail", found.detail());
      }
    }
    ArrayNode notes = report.putArray("remarks");
    remarks.forEach(notes::add);
    return report.put("exit_code", exitCode()).toString();
  }
}
