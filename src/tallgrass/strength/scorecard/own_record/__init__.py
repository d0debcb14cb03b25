"""What an organization gave and got, on one page for its own reports to those who fund it."""
