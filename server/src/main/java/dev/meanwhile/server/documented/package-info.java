/// The addresses of the source documents, with the documents' inputs and answers.
@NullMarked
package dev.meanwhile.server.documented;

import org.jspecify.annotations.NullMarked;
