package dev.meanwhile.apps.desk.madeup;

import java.util.List;

/// What made-up people and places are called. Postal codes and coordinates are those of the sample
/// `us-zip-codes.csv`.
final class Names {
  static final List<String> FIRST =
      List.of(
          "Ann", "Bruce", "Carla", "David", "Elena", "Frank", "Grace", "Henry", "Irene", "James",
          "Kate", "Louis", "Martha", "Nathan", "Olive", "Peter", "Quinn", "Rosa", "Samuel", "Tina");

  static final List<String> LAST =
      List.of(
          "Abbott",
          "Baker",
          "Castillo",
          "Dunn",
          "Everett",
          "Fisher",
          "Garcia",
          "Hayes",
          "Ingram",
          "Jensen",
          "Keller",
          "Lambert",
          "Morris",
          "Novak",
          "Ortega",
          "Parker",
          "Quigley",
          "Ramos",
          "Sutton",
          "Turner",
          "Underwood",
          "Vargas",
          "Walsh",
          "Yates",
          "Zimmer");

  static final List<String> DRIVERS =
      List.of(
          "Dora Driver",
          "Maria Lopez",
          "Tom Becker",
          "Aisha Khan",
          "Victor Hale",
          "Nina Petrov",
          "George Mills",
          "Wanda Cole");

  static final List<String> COLOURS =
      List.of(
          "#0b7285", "#862e9c", "#2b8a3e", "#a61e4d", "#364fc7", "#d9480f", "#5f3dc4", "#087f5b");

  static final List<String> STREETS =
      List.of(
          "Salina St",
          "Erie Blvd",
          "James St",
          "Genesee St",
          "Oak St",
          "Lodi St",
          "Park Ave",
          "Elm St",
          "Valley Dr",
          "Lake Rd");

  /// A town: its postal code, its name and where it lies.
  record Town(String zip, String city, double latitude, double longitude) {}

  static final List<Town> TOWNS =
      List.of(
          new Town("13202", "Syracuse", 43.041, -76.1489),
          new Town("13203", "Syracuse", 43.0607, -76.1369),
          new Town("13204", "Syracuse", 43.0444, -76.1758),
          new Town("13205", "Syracuse", 43.0123, -76.1452),
          new Town("13206", "Syracuse", 43.0677, -76.1102),
          new Town("13207", "Syracuse", 43.0195, -76.165),
          new Town("13208", "Syracuse", 43.073, -76.1486),
          new Town("13210", "Syracuse", 43.0354, -76.1282),
          new Town("13214", "Syracuse", 43.0397, -76.0722),
          new Town("13215", "Syracuse", 42.9722, -76.2276),
          new Town("13027", "Baldwinsville", 43.162, -76.3237),
          new Town("13029", "Brewerton", 43.2252, -76.1351),
          new Town("13031", "Camillus", 43.0417, -76.2807),
          new Town("13039", "Cicero", 43.1707, -76.0962),
          new Town("13057", "East Syracuse", 43.0734, -76.0558),
          new Town("13066", "Fayetteville", 43.0268, -76.0145),
          new Town("13078", "Jamesville", 42.983, -76.0766),
          new Town("13088", "Liverpool", 43.1099, -76.187),
          new Town("13104", "Manlius", 42.9904, -75.9703));

  /// A clinic and the number of its town.
  record Place(String name, String street, int town) {}

  static final List<Place> CLINICS =
      List.of(
          new Place("Lakeside Clinic", "1 Water St", 0),
          new Place("Eastview Dialysis", "220 Bridge St", 14),
          new Place("Harbor Rehab", "48 Hiawatha Blvd", 6),
          new Place("Northgate Eye Center", "7600 Brewerton Rd", 13),
          new Place("Erie Heart Institute", "90 Presidential Plaza", 0),
          new Place("Manlius Family Practice", "12 Fayette St", 18));

  private Names() {}
}
