//! Finds the thought and the code in a model's reply, leniently.
