//! The messages a model is sent, assembled from small documented parts.
