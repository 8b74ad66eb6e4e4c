package dev.meanwhile.apps.rude.source;

import dev.meanwhile.engine.Work;

/// Rows that know which task they are read for.
record NosyRows(Work work) {}
