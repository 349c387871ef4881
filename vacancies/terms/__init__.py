"""What is to be done, for how much of the payment, in which languages, under which standing clauses."""
