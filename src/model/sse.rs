//! Turns a stream of bytes into server-sent events. Knows no provider.
