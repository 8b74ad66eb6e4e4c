package dev.meanwhile.postgres;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The `postgresql.conf` of a server, written anew at every start.
final class Configuration {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_.]*");

  private Configuration() {}

  static String of(PostgresSettings settings, int port) {
    var lines = new LinkedHashMap<String, String>();
    lines.put("listen_addresses", "127.0.0.1");
    lines.put("port", Integer.toString(port));
    lines.put("unix_socket_directories", "");
    lines.put("max_connections", "200");
    lines.put("shared_buffers", settings.durable() ? "256MB" : "128MB");
    durability(settings, lines);
    // Compiling a statement costs more than the short statements of a queue ever win back.
    lines.put("jit", "off");
    lines.put("timezone", "UTC");
    lines.put("log_timezone", "UTC");
    lines.put("datestyle", "iso, ymd");
    lines.put("default_text_search_config", "pg_catalog.english");
    lines.put("idle_in_transaction_session_timeout", "10min");
    lines.put("client_connection_check_interval", "10s");
    log(lines);
    lines.putAll(settings.extra());
    return lines.entrySet().stream()
        .map(line -> line.getKey() + " = '" + line.getValue().replace("'", "''") + "'\n")
        .collect(
            joining("", "# Written by Meanwhile at every start: changes here are lost.\n", ""));
  }

  private static void durability(PostgresSettings settings, Map<String, String> lines) {
    lines.put("fsync", settings.durable() ? "on" : "off");
    lines.put("full_page_writes", settings.durable() ? "on" : "off");
    // Also in tests: without it an immediate stop would lose commits.
    lines.put("synchronous_commit", "on");
  }

  /// People's data stays out of the log: no statements, no details of a refused row.
  private static void log(Map<String, String> lines) {
    lines.put("log_destination", "stderr");
    lines.put("logging_collector", "off");
    lines.put("log_line_prefix", "%m [%p] ");
    lines.put("log_checkpoints", "off");
    lines.put("log_min_error_statement", "panic");
    lines.put("log_error_verbosity", "terse");
    lines.put("lc_messages", "C");
  }

  static void requireSound(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a PostgreSQL setting: " + name);
    }
    if (value.chars().anyMatch(Character::isISOControl) || value.indexOf('\\') >= 0) {
      throw new IllegalArgumentException("not a value for the PostgreSQL setting " + name);
    }
  }
}
