"""What happens: triggers of incident types with the roles, times and places their clauses give."""
