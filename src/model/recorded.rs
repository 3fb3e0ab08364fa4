//! A model that plays recorded replies (the tour).
