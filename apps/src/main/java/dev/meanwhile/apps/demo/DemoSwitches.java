package dev.meanwhile.apps.demo;

import java.util.function.Supplier;

/// What can be broken in a demo.
///
/// @param killing kills the process that works on tasks, without mercy; answers with its name, or
///   with nothing when none is at work
public record DemoSwitches(PretendPartners partners, Supplier<String> killing) {}
