/// Tasks as tables, asked by the real library of Supabase and beside very many tasks.
@NullMarked
package dev.meanwhile.proof.rest;

import org.jspecify.annotations.NullMarked;
