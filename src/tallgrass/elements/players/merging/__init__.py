"""Two records of one partner become one, and two again where that was wrong."""
