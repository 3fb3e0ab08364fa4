//! The portable agent through its public interface.
