"""What people were paid for their time, apart from all answers."""
