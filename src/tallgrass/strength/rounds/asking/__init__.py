"""The questions, to ask them somewhere else: in a form maker, on paper, in a room."""
