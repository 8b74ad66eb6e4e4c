package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.lease.Look.Then;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// When this node looks at each of its limited types again. Types without limits are not known here
/// and always open.
final class Gates {
  /// News do not say of which type they are, so they are not followed more often than this.
  private static final long GAP_NANOS = 20_000_000;

  private static final long SOON_NANOS = 100_000_000;
  private static final long MILLI_NANOS = 1_000_000;
  private static final int TURNS_AT_ONCE = 8;

  private static final class Gate {
    private boolean busy;
    private long lookAt;

    /// News do not open it before this.
    private long notBefore;

    private long begun;
    private long gap = GAP_NANOS;

    /// How many turns of the claimer found it open and did not come in.
    private int passedOver;

    Gate(long now) {
      lookAt = now;
      notBefore = now;
      begun = now - GAP_NANOS;
    }
  }

  private final Map<String, Gate> gates = new HashMap<>();
  private final long poll;

  Gates(Collection<String> types, Duration poll, long now) {
    this.poll = poll.toNanos();
    types.forEach(type -> gates.put(type, new Gate(now)));
  }

  synchronized boolean guards(String type) {
    return gates.containsKey(type);
  }

  /// From now on this type has limits.
  synchronized void add(String type, long now) {
    gates.putIfAbsent(type, new Gate(now));
  }

  /// It has none any more.
  synchronized void remove(String type) {
    gates.remove(type);
  }

  synchronized boolean open(String type, long now) {
    Gate gate = gates.get(type);
    return gate == null || (!gate.busy && now - gate.lookAt >= 0);
  }

  /// How long until one of them is open, at most a poll. One that is open but was passed over,
  /// because places were short or its type is held back for another reason, is asked for at once
  /// the first times and less and less often then.
  synchronized Duration rest(long now) {
    long rest = poll;
    for (Gate gate : gates.values()) {
      if (!gate.busy) {
        long until = gate.lookAt - now;
        rest = Math.min(rest, until > 0 ? until : patience(++gate.passedOver));
      }
    }
    return Duration.ofNanos(rest);
  }

  private static long patience(int passedOver) {
    return passedOver <= TURNS_AT_ONCE
        ? 0
        : MILLI_NANOS << Math.min(passedOver - TURNS_AT_ONCE, 20);
  }

  synchronized void begin(String type, long now) {
    Gate gate = gate(type);
    gate.busy = true;
    gate.passedOver = 0;
    gate.begun = now;
    gate.notBefore = now;
    // What is heard from now on is heard for the next look.
    gate.lookAt = now + poll;
  }

  synchronized void end(String type, Look look, long now) {
    Gate gate = gates.get(type);
    if (gate == null) {
      return;
    }
    gate.busy = false;
    // A look that takes long is taken less often.
    gate.gap = Math.max(GAP_NANOS, 4 * (now - gate.begun));
    gate.notBefore = look.then() == Then.LATER ? now + look.pause().toNanos() : now;
    switch (look.then()) {
      case AT_ONCE -> gate.lookAt = now;
      case LATER -> gate.lookAt = gate.notBefore;
      case SOON -> sooner(gate, now + SOON_NANOS);
      case WHEN_TOLD -> sooner(gate, now + poll);
    }
  }

  /// Tasks were committed somewhere, of whatever type.
  synchronized void told() {
    for (Gate gate : gates.values()) {
      sooner(gate, gate.begun + gate.gap);
    }
  }

  /// A task of the type has ended here.
  synchronized void slotFree(String type, long now) {
    Gate gate = gates.get(type);
    if (gate != null) {
      sooner(gate, now);
    }
  }

  /// Tasks of limited types have ended elsewhere.
  synchronized void slotsFree(long now) {
    gates.values().forEach(gate -> sooner(gate, now));
  }

  private static void sooner(Gate gate, long at) {
    long earliest = at - gate.notBefore < 0 ? gate.notBefore : at;
    if (gate.lookAt - earliest > 0) {
      gate.lookAt = earliest;
    }
  }

  private Gate gate(String type) {
    Gate gate = gates.get(type);
    if (gate == null) {
      throw new IllegalArgumentException(type + " has no limits.");
    }
    return gate;
  }
}
