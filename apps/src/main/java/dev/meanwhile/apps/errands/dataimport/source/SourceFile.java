package dev.meanwhile.apps.errands.dataimport.source;

import java.io.IOException;
import java.io.InputStream;

/// A file that can be read from its start as often as needed.
@FunctionalInterface
public interface SourceFile {

  InputStream open() throws IOException;
}
