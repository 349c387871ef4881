"""What is held about a person: given to them whole, and erased as far as retention allows."""
