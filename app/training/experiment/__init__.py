"""An experiment: a grid of independent trainings, on the processors of this machine or on a cluster."""
