"""Networks that learn: tasks, optimizers, and the learner that joins them. NumPy only, like the engine below it."""
