//! What the model may end with, and how an answer reads.
