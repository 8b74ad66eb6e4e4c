package dev.meanwhile.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.server.support.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class StartTest {
  @RegisterExtension
  static final RunningServer server = RunningServer.with("meanwhile.worker=false");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "meanwhile.port=abc | MEANWHILE_PORT is 'abc', which cannot be read as a whole number.",
        "meanwhile.port=70000 | MEANWHILE_PORT is 70000, but ports go from 1 to 65535.",
        "meanwhile.worker=perhaps | MEANWHILE_WORKER is 'perhaps', which cannot be read as true or false.",
        "meanwhile.address=0.0.0.0 | MEANWHILE_DEMO signs everybody in, so it needs MEANWHILE_ADDRESS 127.0.0.1, not 0.0.0.0.",
        "meanwhile.lease=soon | MEANWHILE_LEASE is 'soon', which cannot be read as a length of time such as 10s or 5m.",
        "meanwhile.lease=1s | MEANWHILE_LEASE is PT1S, but a lease lasts at least 2s.",
        "meanwhile.concurrency=0 | MEANWHILE_CONCURRENCY is 0, but a node runs 1 to 10,000 tasks at once.",
        "meanwhile.upload.limit=big | MEANWHILE_UPLOAD_LIMIT is 'big', which cannot be read as a size such as 512MB.",
        "meanwhile.cors.origins=* | MEANWHILE_CORS_ORIGINS holds '*', which is no origin; write it like https://www.example.org.",
        "meanwhile.database.pool=3 | MEANWHILE_DATABASE_POOL is 3, but a node needs 14 to 1,000 connections.",
        "meanwhile.database.url=mysql://x/y | MEANWHILE_DATABASE_URL does not begin with jdbc:postgresql: or postgres:.",
        "meanwhile.database.url= | MEANWHILE_DATABASE_URL is not set, so there is no database to keep tasks in.",
        "meanwhile.database.password=wrong | refuses the user or the password.",
        "meanwhile.database.url=jdbc:postgresql://127.0.0.1:1/x?password=hunter2 | The database at jdbc:postgresql://127.0.0.1:1/x does not answer.",
        "meanwhile.data=/dev/null/x | The folder /dev/null/x/uploads cannot be written, so no file could be uploaded.",
      })
  void a_wrong_setting_ends_the_start_with_a_sentence(String setting, String sentence) {
    String said = said(setting);

    assertThat(said).contains("Meanwhile did not start. ").contains(sentence);
    assertThat(said.lines().filter(line -> line.startsWith("Meanwhile did not start."))).hasSize(1);
    assertThat(said).doesNotContain("\tat ", "Exception", "hunter2");
  }

  @Test
  void a_missing_database_is_told() {
    String name = server.database().jdbcUrl().replaceAll("/[^/?]+(\\?.*)?$", "/nowhere");

    assertThat(said("meanwhile.database.url=" + name))
        .contains("There is no such database as jdbc:postgresql://")
        .doesNotContain("\tat ");
  }

  @Test
  void a_taken_port_is_told() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(said("meanwhile.port=" + taken.getLocalPort()))
          .contains("Port " + taken.getLocalPort() + " is taken by another program.")
          .contains("MEANWHILE_PORT")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void an_address_that_is_not_ours_is_told() {
    assertThat(said("meanwhile.address=203.0.113.7", "meanwhile.demo=false"))
        .contains("203.0.113.7")
        .contains("MEANWHILE_ADDRESS")
        .doesNotContain("\tat ");
  }

  @Test
  void a_database_of_a_newer_version_is_left_alone() {
    var database = server.bean(JdbcClient.class);
    database
        .sql(
            """
            insert into meanwhile.flyway_server
              (installed_rank, version, description, type, script, installed_by, execution_time, success)
            values (99, '999', 'later', 'SQL', 'V999__later.sql', 'me', 1, true)
            """)
        .update();
    try {
      assertThat(said())
          .contains("brought up to date by a newer version of Meanwhile")
          .contains("'server' is at 999")
          .doesNotContain("\tat ");
    } finally {
      database.sql("delete from meanwhile.flyway_server where version = '999'").update();
    }
  }

  @Test
  void a_second_start_finds_its_tables_and_leaves_them() {
    server.start().close();

    assertThat(
            server
                .bean(JdbcClient.class)
                .sql("select version from meanwhile.flyway_server order by installed_rank")
                .query(String.class)
                .list())
        .containsExactly("0", "001", "005");
  }

  /// What a start that must fail says on standard error and output.
  private static String said(String... settings) {
    var bytes = new ByteArrayOutputStream();
    PrintStream error = System.err;
    PrintStream output = System.out;
    Throwable failure;
    try (var heard = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setErr(heard);
      System.setOut(heard);
      failure = catchThrowable(() -> server.start(settings).close());
    } finally {
      System.setErr(error);
      System.setOut(output);
    }
    assertThat(failure).as("the start").isNotNull();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
