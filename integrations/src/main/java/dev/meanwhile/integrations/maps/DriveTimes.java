package dev.meanwhile.integrations.maps;

import java.util.List;

/// Knows how long drives take.
public interface DriveTimes {

  /// @return a drive from each place to each other one, in the order of the origins and then of the
  ///   destinations; nothing when one of the lists is empty
  /// @throws dev.meanwhile.integrations.PartnerFailed when nobody could say. One place that is not
  ///   known is no failure: its drives say so.
  List<Drive> between(List<Place> origins, List<Place> destinations) throws InterruptedException;

  /// Who says so, to be kept beside what was said: `google_routes`, `google_distance_matrix`,
  /// `estimate`.
  String provider();
}
