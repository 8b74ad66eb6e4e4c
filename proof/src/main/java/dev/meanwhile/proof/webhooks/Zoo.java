package dev.meanwhile.proof.webhooks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The receivers: one server that speaks plain sockets, so that it can do everything wrong.
final class Zoo implements AutoCloseable {
  private final ServerSocket server;
  private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
  private final Map<String, List<Integer>> heard = new ConcurrentHashMap<>();
  private final Map<String, List<Long>> arrivals = new ConcurrentHashMap<>();
  private final Map<String, List<String>> ids = new ConcurrentHashMap<>();
  private volatile int node;

  Zoo() throws IOException {
    server = new ServerSocket(0, 500, InetAddress.ofLiteral("127.0.0.1"));
  }

  void open(List<Kind> all, int nodePort) {
    node = nodePort;
    all.forEach(kind -> kinds.put("/" + kind.name(), kind));
    Thread.ofVirtual().start(this::welcome);
  }

  private void welcome() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> meet(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void meet(Socket socket) {
    try (socket) {
      var notes = new CopyOnWriteArrayList<Integer>();
      var visit = new Visit(socket, node, notes);
      arrivals
          .computeIfAbsent(visit.task(), _ -> new CopyOnWriteArrayList<>())
          .add(System.nanoTime());
      ids.computeIfAbsent(visit.task(), _ -> new CopyOnWriteArrayList<>()).add(id(visit));
      try {
        Kind kind = kinds.get(visit.path());
        if (kind != null) {
          kind.behaviour().meet(visit);
        }
      } finally {
        heard.computeIfAbsent(visit.task(), _ -> new CopyOnWriteArrayList<>()).addAll(notes);
      }
    } catch (Exception broken) {
      // Calls are broken off here all the time.
    }
  }

  private static String id(Visit visit) {
    return visit.head().replaceAll("(?s).*webhook-id: (\\S+).*", "$1");
  }

  String url(String name) {
    return "http://127.0.0.1:" + server.getLocalPort() + "/" + name;
  }

  int port() {
    return server.getLocalPort();
  }

  /// How the node answered the callbacks of a task, in order.
  List<Integer> heard(String task) {
    return List.copyOf(heard.getOrDefault(task, List.of()));
  }

  /// When the calls of a task came.
  List<Long> arrivals(String task) {
    return List.copyOf(arrivals.getOrDefault(task, List.of()));
  }

  /// The `webhook-id` of each call of a task.
  List<String> ids(String task) {
    return List.copyOf(ids.getOrDefault(task, List.of()));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
