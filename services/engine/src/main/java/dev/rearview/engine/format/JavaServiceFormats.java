package dev.rearview.engine.format;

import java.util.List;
import java.util.Map;

/** Declares what services in Java write in ways of their own. The most telling first. */
final class JavaServiceFormats {
  static final PatternFormat HDFS =
      PatternFormat.named("hdfs", "HDFS: date, time, process, level, class")
          .pattern("(?<time>\\d{6} \\d{6}) (?<pid>\\d+) %{level} %{logger}: %{message}")
          .time("compact")
          .numbers("pid")
          .multiLine()
          .sample(
              "081109 203615 148 INFO dfs.DataNode$PacketResponder: PacketResponder 1 terminating",
              "2008-11-09T20:36:15Z",
              "INFO",
              "PacketResponder 1 terminating",
              Map.of("pid", 148L, "logger", "dfs.DataNode$PacketResponder"))
          .build();

  static final PatternFormat SPARK =
      PatternFormat.named("spark", "Spark and old Hadoop: yy/MM/dd time level class: message")
          .pattern(
              "(?<time>\\d\\d/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d) %{level} %{logger}: %{message}")
          .time("yy/MM/dd HH:mm:ss")
          .multiLine()
          .sample(
              "17/06/09 20:10:40 INFO executor.CoarseGrainedExecutorBackend: Registered signal handlers for [TERM, HUP, INT]",
              "2017-06-09T20:10:40Z",
              "INFO",
              "Registered signal handlers for [TERM, HUP, INT]",
              Map.of("logger", "executor.CoarseGrainedExecutorBackend"))
          .build();

  static final PatternFormat ZOOKEEPER =
      PatternFormat.named("zookeeper", "ZooKeeper: time - level [thread:class@line] - message")
          .pattern(
              "%{iso} (?:\\[myid:(?<myid>[^\\]]*)\\] )?(?:- )?%{level} +\\[(?<thread>.{0,200}?):?(?<logger>[\\w.$]{1,200})@(?<sourceLine>\\d+)\\] - ?%{message}")
          .numbers("sourceLine")
          .multiLine()
          .sample(
              "2015-07-29 17:41:44,747 - INFO  [QuorumPeer[myid=1]/0:0:2181:FastLeaderElection@774] - Notification time out: 3200",
              "2015-07-29T17:41:44.747Z",
              "INFO",
              "Notification time out: 3200",
              Map.of("logger", "FastLeaderElection", "source_line", 774L))
          .sample(
              "2024-01-15 15:47:23,120 [myid:1] - WARN  [main:QuorumPeerConfig@173] - Non-optimal configuration",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "Non-optimal configuration",
              Map.of("myid", "1", "thread", "main"))
          .sample(
              "2024-01-15 15:47:23,120 INFO  [main:QuorumPeerConfig@136] - Reading configuration",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "Reading configuration",
              Map.of("logger", "QuorumPeerConfig"))
          .build();

  static final PatternFormat TOMCAT =
      PatternFormat.named("tomcat", "Tomcat: dd-MMM-yyyy time level [thread] method message")
          .pattern(
              "(?<time>\\d\\d?-[A-Z][a-z]{2}-\\d{4} \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?) %{level} \\[%{thread}\\] (?<logger>[\\w.$<>]+) %{message}")
          .time("d-MMM-yyyy HH:mm:ss[.S]")
          .multiLine()
          .sample(
              "15-Jan-2024 15:47:23.120 SEVERE [main] org.apache.catalina.core.StandardContext.startInternal One or more listeners failed",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "One or more listeners failed",
              Map.of("logger", "org.apache.catalina.core.StandardContext.startInternal"))
          .build();

  static final PatternFormat ELASTICSEARCH =
      PatternFormat.named(
              "elasticsearch", "Elasticsearch and OpenSearch: [time][level][class] [node] message")
          .pattern(
              "\\[%{iso}\\]\\[(?<level>[A-Z]+) *\\]\\[(?<logger>[^\\]\\s]+) *\\] ?(?:\\[(?<node>[^\\]]*)\\] ?)?%{message}")
          .multiLine()
          .sample(
              "[2024-01-15T15:47:23,120][WARN ][o.e.m.j.JvmGcMonitorService] [node-1] overhead, spent [812ms]",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "overhead, spent [812ms]",
              Map.of("logger", "o.e.m.j.JvmGcMonitorService"))
          .build();

  static final PatternFormat SOLR =
      PatternFormat.named("solr", "Solr: time level (thread) [context] class message")
          .pattern(
              "%{iso} %{level} +\\((?<thread>[^)]*)\\) \\[(?<context>[^\\]]*)\\] (?<logger>[\\w.$]+) %{message}")
          .multiLine()
          .sample(
              "2024-01-15 15:47:23.120 ERROR (qtp1-22) [c:shop s:shard1 r:n1 x:shop_1] o.a.s.h.RequestHandlerBase refused",
              "2024-01-15T15:47:23.120Z",
              "ERROR",
              "refused",
              Map.of("thread", "qtp1-22", "logger", "o.a.s.h.RequestHandlerBase"))
          .build();

  static final PatternFormat JENKINS =
      PatternFormat.named("jenkins", "Jenkins: time [id=…] level class#method: message")
          .pattern(
              "%{iso}\\s+\\[id=(?<threadId>\\d+)\\]\\s+%{level}\\s+(?<logger>[\\w.$]+)#(?<method>[\\w$<>]+):? %{message}")
          .multiLine()
          .sample(
              "2024-01-15 15:47:23.120+0000 [id=55]\tWARNING\thudson.model.Run#execute: refused",
              "2024-01-15T15:47:23.120Z",
              "WARN",
              "refused",
              Map.of("thread_id", "55", "logger", "hudson.model.Run"))
          .build();

  static final PatternFormat JVM_GC =
      PatternFormat.named("jvm_gc", "the JVM's unified log")
          .pattern(
              "\\[%{iso}\\](?:\\[(?<uptime>[\\d.]+)s\\])?\\[(?<level>\\w+) *\\]\\[(?<tags>[^\\]]*)\\] %{message}",
              "\\[(?<uptime>[\\d.]+)s\\]\\[(?<level>\\w+) *\\]\\[(?<tags>[^\\]]*)\\] %{message}")
          .numbers("uptime")
          .sample(
              "[2024-01-15T15:47:23.120+0000][0.005s][info][gc] Using G1",
              "2024-01-15T15:47:23.120Z",
              "INFO",
              "Using G1",
              Map.of("tags", "gc", "uptime", 0.005))
          .sample("[0.812s][warning][gc,heap   ] GC(3) pause", null, "WARN", "GC(3) pause")
          .build();

  static final List<PatternFormat> ALL =
      List.of(HDFS, SPARK, ZOOKEEPER, TOMCAT, ELASTICSEARCH, SOLR, JENKINS, JVM_GC);

  private JavaServiceFormats() {}
}
