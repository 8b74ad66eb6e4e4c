package dev.meanwhile.engine.pull;

import dev.meanwhile.engine.Pulls.Ask;
import dev.meanwhile.engine.Pulls.Pulled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The workers that wait on this node, the longest waiting first, and how many tasks of which type
/// may be claimed for them.
public final class Seats {
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Seat> seats = new LinkedHashSet<>();
  private final Condition arrived = lock.newCondition();
  private boolean ended;

  /// One worker that waits. All of it is guarded by the lock of all seats.
  final class Seat {
    private final Ask ask;
    private final Condition changed = lock.newCondition();
    private final List<Pulled> delivered = new ArrayList<>();

    /// How many tasks it still wants.
    private int left;

    /// How many are on their way to it.
    private int promised;

    /// Where in its list of types the next claim begins, and how many are left of this round.
    private int next;

    private int untried;

    private Seat(Ask ask) {
      this.ask = ask;
      this.left = ask.most();
      this.untried = ask.types().size();
    }

    Ask ask() {
      return ask;
    }

    /// What came; waits until something has, and nothing more is on its way.
    List<Pulled> await(long nanos) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        long rest = nanos;
        while (promised > 0 || (delivered.isEmpty() && rest > 0 && !ended)) {
          if (promised > 0) {
            changed.await();
          } else {
            rest = changed.awaitNanos(rest);
          }
        }
        return fetch();
      } finally {
        lock.unlock();
      }
    }

    private List<Pulled> fetch() {
      List<Pulled> came = List.copyOf(delivered);
      delivered.clear();
      if (!came.isEmpty()) {
        seats.remove(this);
      }
      return came;
    }

    /// A promised task came, or did not.
    void deliver(@Nullable Pulled task) {
      lock.lock();
      try {
        promised--;
        if (task == null) {
          left++;
        } else {
          delivered.add(task);
        }
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /// Stands up.
    ///
    /// @return what came and was not fetched
    List<Pulled> leave() {
      lock.lock();
      try {
        seats.remove(this);
        left = 0;
        while (promised > 0) {
          changed.awaitUninterruptibly();
        }
        return fetch();
      } finally {
        lock.unlock();
      }
    }
  }

  /// A new seat at the end of the row.
  Seat open(Ask ask) {
    lock.lock();
    try {
      if (ended) {
        throw new IllegalStateException("The engine stops.");
      }
      Seat seat = new Seat(ask);
      seats.add(seat);
      arrived.signalAll();
      return seat;
    } finally {
      lock.unlock();
    }
  }

  /// Promises a task of this type to the one who has waited longest for it. The one it was claimed
  /// for may have left with others: then it waits a moment for the next.
  ///
  /// @return null when nobody came
  @Nullable Seat promise(String type, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long rest = patience.toNanos();
      while (true) {
        for (Seat seat : seats) {
          if (seat.left > 0 && seat.ask.types().contains(type)) {
            seat.left--;
            seat.promised++;
            return seat;
          }
        }
        if (ended || rest <= 0) {
          return null;
        }
        rest = arrived.awaitNanos(rest);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Begins a round: each type of each seat is asked for once more.
  public void round() {
    lock.lock();
    try {
      seats.forEach(seat -> seat.untried = seat.ask.types().size());
    } finally {
      lock.unlock();
    }
  }

  /// How many tasks of each type to claim now. A seat with few places and many types has them
  /// claimed one after the other: together they could bring more than it wants.
  ///
  /// @param open whether tasks of a type may be started now
  /// @param onTheWay how many of a type are claimed already and have no seat yet
  public Map<String, Integer> share(Predicate<String> open, ToIntFunction<String> onTheWay) {
    lock.lock();
    try {
      if (seats.isEmpty() || ended) {
        return Map.of();
      }
      Map<String, Integer> coming = new HashMap<>();
      Map<String, Integer> shares = new HashMap<>();
      for (Seat seat : seats) {
        int places = seat.left;
        for (String type : seat.ask.types()) {
          int some = Math.min(places, coming.computeIfAbsent(type, onTheWay::applyAsInt));
          coming.merge(type, -some, Integer::sum);
          places -= some;
        }
        share(seat, places, open, shares);
      }
      return shares;
    } finally {
      lock.unlock();
    }
  }

  private static void share(
      Seat seat, int places, Predicate<String> open, Map<String, Integer> shares) {
    List<String> types = seat.ask.types();
    List<String> chosen = new ArrayList<>();
    while (seat.untried > 0 && chosen.size() < places) {
      String type = types.get(seat.next);
      seat.next = (seat.next + 1) % types.size();
      seat.untried--;
      if (open.test(type)) {
        chosen.add(type);
      }
    }
    if (places == 0) {
      seat.untried = 0;
    }
    for (int i = 0; i < chosen.size(); i++) {
      int one = places / chosen.size() + (i < places % chosen.size() ? 1 : 0);
      shares.merge(chosen.get(i), one, Integer::sum);
    }
  }

  /// Whether this round has not come to its end.
  public boolean untried() {
    lock.lock();
    try {
      return !ended && seats.stream().anyMatch(seat -> seat.untried > 0);
    } finally {
      lock.unlock();
    }
  }

  /// How many tasks of this type are wanted here.
  public int wanted(String type) {
    lock.lock();
    try {
      return seats.stream()
          .filter(seat -> seat.ask.types().contains(type))
          .mapToInt(seat -> seat.left)
          .sum();
    } finally {
      lock.unlock();
    }
  }

  boolean ended() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /// Everybody stands up, and nobody sits down any more.
  void end() {
    lock.lock();
    try {
      ended = true;
      arrived.signalAll();
      seats.forEach(seat -> {
        seat.left = 0;
        seat.changed.signalAll();
      });
    } finally {
      lock.unlock();
    }
  }
}
