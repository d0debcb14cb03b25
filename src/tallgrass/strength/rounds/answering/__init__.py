"""What somebody meets who is asked: who asks and what is promised, the questions, and what became of the answers."""
