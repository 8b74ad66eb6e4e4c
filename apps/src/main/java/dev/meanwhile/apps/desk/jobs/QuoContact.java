package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.DeskTypes;
import dev.meanwhile.apps.desk.DeskTypes.ClientWork;
import dev.meanwhile.apps.desk.clients.Client;
import dev.meanwhile.apps.desk.clients.ClientStore;
import dev.meanwhile.apps.partners.Partners;
import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskFailed;
import dev.meanwhile.engine.Work;
import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.quo.Contact;
import dev.meanwhile.integrations.quo.Quo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// `add_openphone_contact`: a client in the address book of Quo. The contact is found again by the
/// knumber, so there is one however often this is done.
@Component
final class QuoContact implements Handler<ClientWork> {
  private static final String WHAT = "The contact was not saved";
  private static final int ROUNDS = 5;

  private final ClientStore clients;
  private final AnswerStore answers;
  private final DeskPartners partners;

  QuoContact(ClientStore clients, AnswerStore answers, DeskPartners partners) {
    this.clients = clients;
    this.answers = answers;
    this.partners = partners;
  }

  @Override
  public Outcome handle(ClientWork input, Work work) throws Exception {
    Quo quo = partners.quo();
    Client client = Said.there(clients.find(input.clientId()), WHAT, "client " + input.clientId());
    if (quo == null) {
      return Said.nothing("not_connected", "Quo is not connected, so no contact was added.");
    }
    String known = client.quoContactId();
    for (int round = 0; round < ROUNDS; round++) {
      if (client.phone() == null && client.email() == null) {
        return Said.nothing(
            "no_phone",
            "%s has neither a phone number nor an e-mail address, so Quo has no contact."
                .formatted(client.name()));
      }
      String saved = save(quo, known, client, work);
      known = saved;
      Client now = clients.find(client.knumber());
      if (now == null || contact(now).equals(contact(client))) {
        return keep(client, saved, work);
      }
      // Changed while Quo was asked: what stands there now is old.
      client = now;
    }
    throw TaskFailed.forNow(
        WHAT,
        "The client was changed again and again meanwhile",
        "It is tried again by itself.",
        "changing");
  }

  private static String save(Quo quo, @Nullable String known, Client client, Work work)
      throws Exception {
    work.step(
        "saving_contact",
        (known == null ? "Adding %s to Quo…" : "Updating %s in Quo…").formatted(client.name()));
    return work.needing(
        DeskTypes.QUO,
        () -> {
          try {
            return quo.save(known, contact(client));
          } catch (PartnerFailed failed) {
            throw Partners.failed(failed);
          }
        });
  }

  private Outcome keep(Client client, String contact, Work work) throws Exception {
    return work.inTransaction(connection -> {
      answers.contact(connection, client.knumber(), contact);
      return Outcome.completed(
          Map.of("contact_id", contact), "%s is a contact in Quo.".formatted(client.name()));
    });
  }

  private static Contact contact(Client client) {
    return new Contact(
        client.knumber(),
        client.firstName(),
        client.lastName(),
        null,
        "Client " + client.knumber(),
        client.phone() == null ? List.of() : List.of(client.phone()),
        client.email() == null ? List.of() : List.of(client.email()),
        null);
  }
}
