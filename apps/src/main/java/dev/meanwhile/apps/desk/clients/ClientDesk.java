package dev.meanwhile.apps.desk.clients;

import dev.meanwhile.apps.desk.clinics.ClinicStore;
import dev.meanwhile.apps.desk.save.Order;
import dev.meanwhile.apps.desk.save.Saved;
import dev.meanwhile.apps.desk.save.Saving;
import dev.meanwhile.apps.desk.save.Versions;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.problem.Refusals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Adds clients and changes them.
@Component
class ClientDesk {
  private final ClientStore clients;
  private final ClientChangeStore changes;
  private final ClinicStore clinics;

  ClientDesk(ClientStore clients, ClientChangeStore changes, ClinicStore clinics) {
    this.clients = clients;
    this.changes = changes;
    this.clinics = clinics;
  }

  Saved add(Order order, Saving saving) {
    ClientForm form = ClientForm.read(order.body(), null, clinics);
    String knumber = changes.insert(form, saving.caller().id());
    Client client = Objects.requireNonNull(clients.find(knumber));
    saving.done(
        deed("create_client", client, Map.of(), ClientJson.said(client)),
        ClientTasks.ofNew(client));
    return saved(true, client);
  }

  Saved update(String knumber, Order order, Saving saving) {
    Client was = changes.hold(knumber);
    if (was == null) {
      throw Refusals.notFound("The client");
    }
    Versions.check(order, "client", was.version(), ClientJson.of(was));
    ClientForm form = ClientForm.read(order.body(), was, clinics);
    Client wanted = form.applied(was);
    if (wanted.equals(was)) {
      return saved(false, was);
    }
    changes.update(knumber, form, ClientTasks.timesOutdated(was, wanted));
    Client now = Objects.requireNonNull(clients.find(knumber));
    saving.done(
        deed("update_client", now, ClientJson.said(was), ClientJson.said(now)),
        ClientTasks.ofChanged(was, now));
    return saved(false, now);
  }

  private static Deed deed(String action, Client client, Map<String, ?> was, Map<String, ?> now) {
    return new Deed(
        action,
        "client",
        client.knumber(),
        Map.of("client", client.name(), "changes", Deed.changes(was, now)));
  }

  private static Saved saved(boolean isNew, Client client) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("client_id", client.knumber());
    fields.put("client", ClientJson.of(client));
    return new Saved(isNew, "Client saved.", client.version(), fields);
  }
}
