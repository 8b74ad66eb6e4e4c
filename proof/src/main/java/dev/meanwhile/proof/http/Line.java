package dev.meanwhile.proof.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// One connection to a node. It is kept open between requests.
public final class Line implements AutoCloseable {
  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;
  private final int port;

  public Line(int port) throws IOException {
    this.port = port;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 5_000);
    in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    out = socket.getOutputStream();
  }

  public Answer get(String path) throws IOException {
    return ask("GET", path, Map.of(), new byte[0]);
  }

  public Answer post(String path, String json) throws IOException {
    return ask("POST", path, Map.of("Content-Type", "application/json"), json.getBytes(UTF_8));
  }

  /// With headers of one's own, besides the content type.
  public Answer post(String path, String json, Map<String, String> headers) throws IOException {
    var all = new HashMap<>(headers);
    all.put("Content-Type", "application/json");
    return ask("POST", path, all, json.getBytes(UTF_8));
  }

  /// Sends a file as the body; the answer's time counts from its last byte.
  public Answer upload(String path, Path file) throws IOException {
    out.write(head("POST", path, Map.of("Content-Type", "text/csv"), Files.size(file)));
    Files.copy(file, out);
    out.flush();
    long sent = System.nanoTime();
    return Answer.read(in, sent);
  }

  public Answer ask(String method, String path, Map<String, String> headers, byte[] body)
      throws IOException {
    byte[] head = head(method, path, headers, body.length);
    byte[] whole = new byte[head.length + body.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    long sent = System.nanoTime();
    out.write(whole);
    out.flush();
    return Answer.read(in, sent);
  }

  /// Begins a stream; the caller reads it line by line.
  public Frames open(String path, Map<String, String> headers) throws IOException {
    out.write(head("GET", path, headers, 0));
    out.flush();
    return Frames.read(in);
  }

  /// Begins a request whose answer may have no end.
  ///
  /// @return the status; nothing else of the answer is read
  public int begin(String path, Map<String, String> headers) throws IOException {
    out.write(head("GET", path, headers, 0));
    out.flush();
    return Head.read(in).status();
  }

  private byte[] head(String method, String path, Map<String, String> headers, long length) {
    var text = new StringBuilder();
    text.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    text.append("Host: 127.0.0.1:").append(port).append("\r\n");
    text.append("Content-Length: ").append(length).append("\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return text.append("\r\n").toString().getBytes(ISO_8859_1);
  }

  /// Drops the connection without a farewell, as a failing network does.
  public void cut() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
