//! The user's settings: raw in storage, checked once at the door.
