package dev.meanwhile.integrations.maps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Asks in blocks, because a partner takes so many places at once and no more.
final class Blocks {

  /// Asks for one block.
  @FunctionalInterface
  interface Question {
    List<Drive> ask(List<Place> origins, List<Place> destinations) throws InterruptedException;
  }

  private Blocks() {}

  /// @param side how many origins and how many destinations go into one question
  static List<Drive> ask(int side, List<Place> origins, List<Place> destinations, Question question)
      throws InterruptedException {
    List<Drive> all = new ArrayList<>();
    for (int from = 0; from < origins.size(); from += side) {
      List<Place> some = origins.subList(from, Math.min(origins.size(), from + side));
      for (int to = 0; to < destinations.size(); to += side) {
        List<Place> others = destinations.subList(to, Math.min(destinations.size(), to + side));
        for (Drive drive : question.ask(some, others)) {
          all.add(drive.shifted(from, to));
        }
      }
    }
    all.sort(Comparator.comparingInt(Drive::from).thenComparingInt(Drive::to));
    return all;
  }
}
