package dev.meanwhile.server.callbacks;

import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.callbacks.Callbacks.Subject;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.signatures.Signatures;
import dev.meanwhile.server.signatures.Verdict;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Lets in who shows the token of an attempt, or signs with the secret of its kind of task.
/// Whatever is shown must be right: both, when both are.
///
/// The id of a signed message begins with that of our call and the word it says, so that it means
/// nothing for another task, another attempt or another word.
@Component
class Gate {
  /// `msg_TASK_ATTEMPT_WORD`, and whatever makes it the only one of its kind.
  private static final Pattern ID =
      Pattern.compile(
          "msg_([0-9a-f-]{36})_(\\d{1,9})_(status|complete|fail|heartbeat|release)(_.*)?");

  private static final String REFUSED = "The message was not accepted.";

  private final Callbacks callbacks;
  private final Signatures signatures;
  private final Tasks tasks;

  Gate(Callbacks callbacks, Signatures signatures, Tasks tasks) {
    this.callbacks = callbacks;
    this.signatures = signatures;
    this.tasks = tasks;
  }

  /// Which attempt the message is about.
  Subject admit(Message message) {
    Subject signer = message.isSigned() ? signer(message) : null;
    if (signer != null && message.token().isEmpty()) {
      return signer;
    }
    Subject bearer = bearer(message);
    if (signer != null && !signer.equals(bearer)) {
      throw foreign("Its token and its webhook-id are of different attempts.");
    }
    return bearer;
  }

  private Subject bearer(Message message) {
    Subject subject = callbacks.subject(message.token());
    if (subject == null) {
      throw new Refusal(
              401,
              "bad-callback-token",
              REFUSED,
              message.token().isEmpty()
                  ? "It shows no token."
                  : "Its token is none of ours, or it is damaged.",
              "Send the header Authorization: Bearer and callback.token of the call.")
          .header("WWW-Authenticate", "Bearer");
    }
    return mustFit(subject, message.task(), "Its token belongs to another task.");
  }

  private Subject signer(Message message) {
    Task task = tasks.find(message.task());
    Verdict verdict = signatures.check(task == null ? null : task.taskType(), message.signed());
    if (verdict instanceof Verdict.Misfit misfit) {
      throw new Refusal(401, "bad-callback-signature", REFUSED, misfit.why(), misfit.advice())
          .header("WWW-Authenticate", "Bearer");
    }
    Matcher id = ID.matcher(String.valueOf(message.signed().id()));
    if (!id.matches()) {
      throw foreign(
          "Its webhook-id does not say what it is about: the id of the call, '_', and the word.");
    }
    if (!message.word().equals(id.group(3))) {
      throw foreign("Its webhook-id says '%s'.".formatted(id.group(3)));
    }
    Subject subject;
    try {
      subject = new Subject(UUID.fromString(id.group(1)), Integer.parseInt(id.group(2)));
    } catch (IllegalArgumentException broken) {
      throw foreign("Its webhook-id names no task.");
    }
    return mustFit(subject, message.task(), "Its webhook-id belongs to another task.");
  }

  private static Subject mustFit(Subject subject, UUID task, String otherwise) {
    if (!subject.task().equals(task)) {
      throw foreign(otherwise);
    }
    if (subject.attempt() == 0) {
      throw new Refusal(
          410,
          "test-call",
          REFUSED,
          "That call was a test: there is no task behind it.",
          "Stop this workflow; everything arrived as it should.");
    }
    return subject;
  }

  private static Refusal foreign(String why) {
    return new Refusal(
        403,
        "foreign-callback-token",
        REFUSED,
        why,
        "Use callback.url, callback.token and the webhook-id of the same call.");
  }
}
