"""Measurements of toldby: what the accuracy gate and `just bench` share."""
