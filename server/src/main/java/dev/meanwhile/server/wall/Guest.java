package dev.meanwhile.server.wall;

import java.util.UUID;

/// For whom a thread asks the database.
///
/// @param role the word in the database: `supervisor`
/// @param seesAllTasks whether everybody's tasks are this person's to see
public record Guest(UUID user, String role, boolean seesAllTasks) {}
