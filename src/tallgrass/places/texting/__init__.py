"""How a place texts: what its stewards say and decide about it, and what they read that people texted back."""
