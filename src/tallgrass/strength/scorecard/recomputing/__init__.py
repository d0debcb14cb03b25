"""Computing kept scorecards anew from what is kept, to see whether they come out the same."""
