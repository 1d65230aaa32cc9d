"""The words of the field as frozen values, and the laws that need no more than values."""
