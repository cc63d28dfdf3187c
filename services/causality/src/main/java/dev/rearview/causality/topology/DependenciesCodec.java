package dev.rearview.causality.topology;

import dev.rearview.causality.event.Dependencies;
import java.util.ArrayList;
import java.util.List;

/** A component's declarations as bytes. */
final class DependenciesCodec {
  private DependenciesCodec() {}

  static byte[] bytes(Dependencies dependencies) {
    return Bytes.write(out -> {
      out.writeShort(dependencies.declarations().size());
      for (Dependencies.Declaration declaration : dependencies.declarations()) {
        out.writeLong(declaration.ms());
        out.writeLong(declaration.seq());
        out.writeShort(declaration.on().size());
        for (String on : declaration.on()) {
          out.writeUTF(on);
        }
      }
    });
  }

  static Dependencies read(byte[] bytes) {
    return Bytes.read(
        bytes,
        in -> {
          List<Dependencies.Declaration> all = new ArrayList<>();
          for (int left = in.readShort(); left > 0; left--) {
            long ms = in.readLong();
            long seq = in.readLong();
            List<String> on = new ArrayList<>();
            for (int more = in.readShort(); more > 0; more--) {
              on.add(in.readUTF());
            }
            all.add(new Dependencies.Declaration(ms, seq, on));
          }
          return new Dependencies(all);
        });
  }
}
