"""Training of optional models with libraries that the core does not need."""
