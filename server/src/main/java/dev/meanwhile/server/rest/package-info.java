/// The tables of the SQL contract over HTTP, in the manner of PostgREST: what n8n's Supabase node
/// and supabase-js send.
@NullMarked
package dev.meanwhile.server.rest;

import org.jspecify.annotations.NullMarked;
