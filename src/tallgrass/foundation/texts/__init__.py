"""Text messages: what one costs, who agreed to get any, how a gateway takes them, and what people text back."""
