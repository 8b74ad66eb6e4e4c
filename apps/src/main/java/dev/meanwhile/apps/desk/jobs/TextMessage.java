package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.DeskTypes;
import dev.meanwhile.apps.desk.DeskTypes.MessageWork;
import dev.meanwhile.apps.desk.appointments.Appointment;
import dev.meanwhile.apps.desk.appointments.AppointmentStore;
import dev.meanwhile.apps.desk.clients.Client;
import dev.meanwhile.apps.desk.clients.ClientStore;
import dev.meanwhile.apps.partners.Partners;
import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskFailed;
import dev.meanwhile.engine.Work;
import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.quo.Quo;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// `send_sms_notification`: tells a client about an appointment. Quo cannot tell a repetition from
/// a second message, so a message whose fate is not known is not repeated before a person says so.
@Component
final class TextMessage implements Handler<MessageWork> {
  private static final String WHAT = "The message was not sent";
  private static final String SENDING = "sending";

  /// Whether Quo is being asked, or was and nobody wrote down what it said.
  record Sending(boolean under) {}

  /// What Quo said.
  record Sent(String message) {}

  private final AppointmentStore appointments;
  private final ClientStore clients;
  private final AnswerStore answers;
  private final DeskPartners partners;

  TextMessage(
      AppointmentStore appointments,
      ClientStore clients,
      AnswerStore answers,
      DeskPartners partners) {
    this.appointments = appointments;
    this.clients = clients;
    this.answers = answers;
    this.partners = partners;
  }

  @Override
  public Outcome handle(MessageWork input, Work work) throws Exception {
    Sent sent = work.recall("sent", Sent.class);
    if (sent != null) {
      return done(sent);
    }
    UUID id = input.appointmentId();
    Appointment appointment = Said.there(appointments.find(id), WHAT, "appointment " + id);
    Client client =
        Said.there(clients.find(appointment.knumber()), WHAT, "client " + appointment.knumber());
    Notice notice = Notice.of(input.reason());
    Outcome quiet = reasonNotTo(notice, appointment, client);
    if (quiet != null) {
      return quiet;
    }
    beSureThatItWasNotSent(work);
    Quo quo = partners.quo();
    String number = partners.number();
    String phone = client.phone();
    if (quo == null || number == null || phone == null) {
      return Said.nothing(
          "not_connected",
          quo == null
              ? "Quo is not connected, so no message was sent."
              : "No number to send from is set, so no message was sent.");
    }
    String text = notice.text(client, appointment);
    work.step(SENDING, "Sending a message to %s…".formatted(client.name()));
    Sent message = work.needing(DeskTypes.QUO, () -> send(quo, number, phone, text, work));
    work.checkpoint("sent", message, _ -> {});
    return done(message);
  }

  private static Outcome done(Sent sent) {
    return Outcome.completed(Map.of("message_id", sent.message()), "The message was sent.");
  }

  private @Nullable Outcome reasonNotTo(Notice notice, Appointment appointment, Client client) {
    if ((Standing.of(appointment) == Standing.STANDS) == (notice == Notice.CANCELLED)) {
      return Said.nothing(
          "changed",
          notice == Notice.CANCELLED
              ? "The appointment takes place after all, so no message was sent."
              : "The appointment was cancelled meanwhile, so no message was sent.");
    }
    if (client.phone() == null) {
      return Said.nothing(
          "no_phone", "%s has no phone number, so no message was sent.".formatted(client.name()));
    }
    return appointment.startsAt().isBefore(answers.now())
        ? Said.nothing("past", "The appointment is over, so no message was sent.")
        : null;
  }

  /// Who asks once more after this failure has decided.
  private static void beSureThatItWasNotSent(Work work) throws Exception {
    Sending before = work.recall(SENDING, Sending.class);
    if (before != null && before.under()) {
      work.checkpoint(SENDING, new Sending(false), _ -> {});
      throw TaskFailed.forGood(
          "The message may or may not have been sent",
          "The work was interrupted while Quo was being asked",
          "Look at the conversation in Quo; if it is not there, try again, else dismiss this.",
          "sms_unclear");
    }
  }

  private static Sent send(Quo quo, String from, String to, String text, Work work)
      throws Exception {
    work.checkpoint(SENDING, new Sending(true), _ -> {});
    try {
      return new Sent(quo.send(from, to, text));
    } catch (PartnerFailed failed) {
      // Known not to be sent, or for a person to find out: either way the next attempt may send.
      work.checkpoint(SENDING, new Sending(false), _ -> {});
      throw Partners.failedOnce(failed);
    }
  }
}
