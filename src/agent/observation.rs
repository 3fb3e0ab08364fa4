//! What the model sees after a step, within its budget.
