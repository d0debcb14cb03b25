"""The pages on which a list comes in. Each concern has its module; ``urls`` names them."""
