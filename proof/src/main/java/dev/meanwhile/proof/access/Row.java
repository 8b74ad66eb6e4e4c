package dev.meanwhile.proof.access;

/// How an endpoint is asked, and what it answers to those who may.
///
/// @param address with `{id}` for the thing; also where it stands in the question
/// @param body JSON, with `{id}` and `{unique}`; empty for none
/// @param thing what it is about
/// @param good the status for those who may
/// @param archived the status when the task lies in the archive
/// @param held whether what is looked after for everybody is held back before
/// @param forAll whether only those may who reach everybody's
record Row(
    String address,
    String body,
    Thing thing,
    int good,
    int archived,
    boolean held,
    boolean forAll) {

  static Row of(String address, int good) {
    return new Row(address, "", Thing.NOTHING, good, good, false, false);
  }

  Row about(Thing other) {
    return new Row(address, body, other, good, archived, held, forAll);
  }

  Row saying(String json) {
    return new Row(address, json, thing, good, archived, held, forAll);
  }

  Row archived(int status) {
    return new Row(address, body, thing, good, status, held, forAll);
  }

  Row whileHeld() {
    return new Row(address, body, thing, good, archived, true, forAll);
  }

  Row onlyForAll() {
    return new Row(address, body, thing, good, archived, held, true);
  }
}
