"""The pages of partners. Each concern has its module; ``urls`` names them."""
